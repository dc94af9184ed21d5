// A network as a plain list of layers, and what it makes of an image. Keras computes the same: the tests hold the two together.

import { activateAll } from "./network_activations.js";
import { OPERATIONS } from "./network_layers.js";

/** @import { Activation } from "./network_activations.js" */
/**
 * What a layer's operation needs besides its weights.
 * @typedef {object} Settings
 * @property {Activation} [activation] Applied last.
 * @property {number[]} size
 * @property {number[]} strides
 * @property {number[]} before Rows above and columns on the left that padding adds.
 * @property {number[]} [dilation]
 * @property {number} groups
 * @property {number} epsilon
 */
/**
 * A block drawn in Python; `front` is left, top, width and height in pixels, `cells` the rows and columns on it.
 * @typedef {{ svg: string, width: number, height: number, front: number[], cells: number[] }} Drawing
 */
/**
 * @typedef {object} Layer
 * @property {string} name As in model.summary().
 * @property {string} kind What Keras calls it.
 * @property {string} operation A name in OPERATIONS, "input", or "unknown".
 * @property {number[]} shape Of its output, without the batch.
 * @property {number[]} sources The places of the layers it reads.
 * @property {Settings} settings
 * @property {Float32Array[]} weights
 * @property {number} count How many numbers it learns.
 * @property {number} trainable How many of them training changes.
 * @property {string} formula Their count as a sum of products.
 * @property {Drawing} drawing Its block, to scale.
 */
/** @typedef {Omit<Layer, "weights"> & { weights: number[] }} DescribedLayer With the sizes of its weights. */
/**
 * What Python tells of a model.
 * @typedef {object} Facts
 * @property {string} model Its name.
 * @property {string[]} versions Their names; none where there is only one. The last is the one that is asked about.
 * @property {number} total
 * @property {number} trainable
 * @property {number} output The place of the layer whose numbers come out.
 * @property {"" | "softmax" | "sigmoid" | "logits"} scores
 * @property {boolean} untrained
 * @property {string[]} classes
 * @property {number} top What a white pixel is.
 * @property {number} images
 * @property {string[]} in_python Layers that the browser cannot compute.
 */

/**
 * 32-bit numbers out of a binary trait, whose bytes need not be aligned.
 * @param {DataView} view
 */
export const floats = (view) => new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((size, one) => size * one, 1);

/**
 * A function that cuts so many numbers from a row, each time from where it stopped.
 * @param {Float32Array} numbers
 */
function cutter(numbers) {
  let start = 0;
  return (/** @type {number} */ size) => {
    start += size;
    return numbers.subarray(start - size, start);
  };
}

/**
 * Give each layer its weights: in the description stand their sizes, in the buffer the numbers one after the other.
 * @param {DescribedLayer[]} layers
 * @param {Float32Array} numbers
 * @returns {Layer[]}
 */
export function withWeights(layers, numbers) {
  const next = cutter(numbers);
  return layers.map((layer) => ({ ...layer, weights: layer.weights.map(next) }));
}

/**
 * What every layer makes of an image, the image itself first: Float32Arrays in the order of the layers.
 * @param {Layer[]} layers
 * @param {Float32Array} image
 */
export function runNetwork(layers, image) {
  const values = [image];
  for (const layer of layers.slice(1)) {
    const out = new Float32Array(sizeOf(layer.shape));
    const inputs = layer.sources.map((source) => values[source]);
    OPERATIONS[layer.operation](
      out,
      inputs,
      layer,
      layer.sources.map((source) => layers[source].shape),
    );
    values.push(activateAll(out, layer.settings.activation, layer.shape.at(-1)));
  }
  return values;
}

/**
 * Cut the numbers that Python computed into one array for each layer.
 * @param {Layer[]} layers
 * @param {Float32Array} numbers
 */
export function splitByLayer(layers, numbers) {
  const next = cutter(numbers);
  return layers.map((layer) => next(sizeOf(layer.shape)));
}
