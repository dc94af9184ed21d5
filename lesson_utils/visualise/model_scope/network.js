// A network as a plain list of layers, and what it makes of an image. Keras computes the same: the tests hold the two together.

import { activateAll } from "./network_activations.js";
import { OPERATIONS } from "./network_layers.js";

export const sizeOf = (shape) => shape.reduce((size, one) => size * one, 1);

/** Give each layer its weights: in the description stand their sizes, in the buffer the numbers one after the other. */
export function withWeights(layers, numbers) {
  let start = 0;
  return layers.map((layer) => ({
    ...layer,
    weights: layer.weights.map((size) => numbers.subarray(start, (start += size))),
  }));
}

/** What every layer makes of an image, the image itself first: Float32Arrays in the order of the layers. */
export function runNetwork(layers, image) {
  const values = [image];
  for (const layer of layers.slice(1)) {
    const out = new Float32Array(sizeOf(layer.shape));
    const inputs = layer.sources.map((source) => values[source]);
    OPERATIONS[layer.operation](out, inputs, layer, layer.sources.map((source) => layers[source].shape));
    values.push(activateAll(out, layer.settings.activation, layer.shape.at(-1)));
  }
  return values;
}

/** Cut the numbers that Python computed into one array for each layer. */
export function splitByLayer(layers, numbers) {
  let start = 0;
  return layers.map((layer) => numbers.subarray(start, (start += sizeOf(layer.shape))));
}
