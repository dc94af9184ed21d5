// A recorded training, played: the view of a running one, fed with what was seen after each epoch.

import { Player } from "../visualise/kit/play.js";
import { widget } from "../visualise/kit/view.js";
import { TrainingView } from "./training_view.js";

/** @import { Context, Model } from "../visualise/kit/view.js" */
/** @import { TrainingMemory } from "./training_view.js" */
/** @typedef {TrainingMemory & { at: number }} PlaybackMemory */

const AN_EPOCH_MS = 900;

/**
 * The recording at one moment, as a view asks for it.
 * @param {Model} model
 * @param {PlaybackMemory} memory
 * @returns {Model}
 */
function momentOf(model, memory) {
  const still = () => {}; // nothing reaches Python, and nothing comes from there
  const get = (/** @type {string} */ name) => model.get("_moments")[memory.at][name] ?? model.get(name);
  return { get, set: still, save_changes: still, send: still, on: still, off: still };
}

/** @extends {TrainingView<PlaybackMemory>} */
class PlaybackView extends TrainingView {
  /**
   * @param {Context} context
   * @param {PlaybackMemory} memory
   */
  constructor({ model, el }, memory) {
    super({ model: momentOf(model, memory), el }, memory);
    this.part("heading").append(", recorded");
    const place = el.ownerDocument.createElement("div");
    this.part("bar").closest(".run").before(place);
    this.player = new Player(place, {
      length: () => model.get("_moments").length,
      at: () => memory.at,
      go: (at) => {
        memory.at = at;
        this.redraw();
        this.say(this.model.get("_said"));
      },
      every: AN_EPOCH_MS,
    });
    this.whenLeaving(() => this.player.stop());
  }

  draw() {
    super.draw();
    this.part("interrupt").hidden = true; // nothing runs that one could stop
    if (this.model.get("_ending")) return;
    const { at } = this.memory;
    this.write("far", at ? `After epoch ${at} of ${this.plan.epochs}` : "Before the training");
  }
}

export default widget(PlaybackView, () => ({ stopping: false, at: 0 }));
