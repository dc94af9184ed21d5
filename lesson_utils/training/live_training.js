// LiveTraining in the browser, while a network trains: its button asks the notebook's server to interrupt the kernel.

import { widget } from "../visualise/kit/view.js";
import { canInterrupt, interrupt } from "./interrupt.js";
import { TrainingView } from "./training_view.js";

/** @import { TrainingMemory } from "./training_view.js" */

/** @extends {TrainingView<TrainingMemory>} */
class LiveTrainingView extends TrainingView {
  canStop() {
    return canInterrupt(this.model.get("_kernel"));
  }

  async stop() {
    return interrupt(this.model.get("_kernel"));
  }
}

export default widget(LiveTrainingView, () => ({ stopping: false }));
