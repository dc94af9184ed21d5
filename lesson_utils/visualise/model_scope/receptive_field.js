// What part of the image a unit can see. The browser's twin of receptive_field.py: the tests hold the two together.
// A region is one [first, last] for each axis of a layer's output; null is nothing at all.

/** @import { Layer } from "./network.js" */
/** @typedef {number[][]} Region */

const POINT_BY_POINT = [
  "batch_normalization",
  "rescaling",
  "add",
  "subtract",
  "multiply",
  "maximum",
  "minimum",
  "average",
];
const WINDOWED = ["conv2d", "depthwise_conv2d", "max_pooling2d", "average_pooling2d"];

/** @param {number[]} shape */
const whole = (shape) => shape.map((size) => [0, size - 1]);

/**
 * The place of an index in the order in which Flatten reads: row by row, the channels of a pixel side by side.
 * @param {number[]} shape
 * @param {number[]} indices
 */
export const placeOf = (shape, indices) => shape.reduce((place, size, axis) => place * size + indices[axis], 0);

/**
 * The index, one number for each axis, at a place in that order.
 * @param {number[]} shape
 * @param {number} place
 */
export function indicesOf(shape, place) {
  const indices = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    indices.unshift(place % shape[axis]);
    place = Math.floor(place / shape[axis]);
  }
  return indices;
}

/**
 * The regions of all earlier layers that a unit depends on, by their places; that of the image stands at 0.
 * @param {Layer[]} layers
 * @param {number} place
 * @param {number[]} unit
 */
export function receptiveField(layers, place, unit) {
  const regions = { [place]: unit.map((at) => [at, at]) };
  for (let later = place; later > 0; later--) {
    if (!regions[later]) continue;
    const layer = layers[later];
    const seen = beforeActivation(layer, regions[later]);
    layer.sources.forEach((source, position) => {
      const region = regionRead(layers, layer, position, seen);
      if (region) regions[source] = together(regions[source], region);
    });
  }
  return regions;
}

/**
 * @param {Region | undefined} one
 * @param {Region} other
 */
const together = (one, other) =>
  one ? one.map(([low, high], axis) => [Math.min(low, other[axis][0]), Math.max(high, other[axis][1])]) : other;

/**
 * Softmax shares out a total: each of its numbers depends on all of them.
 * @param {Layer} layer
 * @param {Region} region
 */
function beforeActivation(layer, region) {
  return layer.settings.activation?.name === "softmax" ? [...region.slice(0, -1), [0, layer.shape.at(-1) - 1]] : region;
}

/**
 * @param {Layer[]} layers
 * @param {Layer} layer
 * @param {number} position
 * @param {Region} region
 */
function regionRead(layers, layer, position, region) {
  const { operation, settings, shape } = layer;
  const source = layers[layer.sources[position]].shape;
  const last = region.at(-1);
  if (WINDOWED.includes(operation)) return underWindow(layer, source, region);
  if (POINT_BY_POINT.includes(operation) || (operation === "same" && String(source) === String(shape))) return region;
  if (operation === "reshape") return byOrder(shape, source, region);
  if (operation === "dense") return [...region.slice(0, -1), [0, source.at(-1) - 1]];
  if (operation.startsWith("global_")) return [[0, source[0] - 1], [0, source[1] - 1], last];
  if (operation === "frame") {
    const moved = settings.before.map((by, axis) => region[axis].map((at) => at - by));
    return insideOf([...moved, last], source);
  }
  if (operation === "upsampling2d") {
    return [...settings.size.map((by, axis) => region[axis].map((at) => Math.floor(at / by))), last];
  }
  if (operation === "concatenate") {
    const earlier = layer.sources.slice(0, position).reduce((sum, one) => sum + layers[one].shape.at(-1), 0);
    return insideOf([...region.slice(0, -1), last.map((at) => at - earlier)], source);
  }
  return whole(source);
}

/**
 * @param {Region} region
 * @param {number[]} shape
 */
function insideOf(region, shape) {
  const cut = region.map(([low, high], axis) => [Math.max(0, low), Math.min(shape[axis] - 1, high)]);
  return cut.every(([low, high]) => low <= high) ? cut : null;
}

/**
 * @param {Layer} layer
 * @param {number[]} source
 * @param {Region} region
 */
function underWindow(layer, source, region) {
  const { size, strides, before, dilation = [1, 1] } = layer.settings;
  const ranges = [0, 1].map((axis) => {
    const inside = [];
    for (let at = region[axis][0]; at <= region[axis][1]; at++) {
      for (let nth = 0; nth < size[axis]; nth++) {
        // The window's own places, not the frame around them: a dilated window may miss the rows at the rim.
        const place = at * strides[axis] - before[axis] + nth * dilation[axis];
        if (place >= 0 && place < source[axis]) inside.push(place);
      }
    }
    return inside.length ? [Math.min(...inside), Math.max(...inside)] : null;
  });
  return ranges.includes(null) ? null : [...ranges, channelsRead(layer, source[2], region[2])];
}

/**
 * @param {Layer} options
 * @param {number} channels
 * @param {number[]} pair
 */
function channelsRead({ operation, settings, shape }, channels, [first, last]) {
  if (operation === "conv2d") {
    const read = channels / settings.groups;
    const made = shape[2] / settings.groups;
    return [Math.floor(first / made) * read, (Math.floor(last / made) + 1) * read - 1];
  }
  const each = shape[2] / channels; // a depthwise convolution makes this many maps of every channel
  return [Math.floor(first / each), Math.floor(last / each)];
}

/**
 * Flatten and Reshape keep the order: places counted in one shape are found again in the other.
 * @param {number[]} shape
 * @param {number[]} source
 * @param {Region} region
 */
function byOrder(shape, source, region) {
  const [start, stop] = [0, 1].map((end) =>
    indicesOf(
      source,
      placeOf(
        shape,
        region.map((range) => range[end]),
      ),
    ),
  );
  let several = false; // more than one row: then all of its columns
  return source.map((size, axis) => {
    if (several) return [0, size - 1];
    several = start[axis] !== stop[axis];
    return [start[axis], stop[axis]];
  });
}
