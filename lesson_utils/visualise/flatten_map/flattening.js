// Where each number of the feature maps lands in the flattened row. The browser's twin of flattening.py.

/**
 * (row x width + column) x channels + channel, all counted from 0.
 * @param {number[]} pair
 * @param {number[]} pair
 */
export function flatIndex([row, column, channel], [, width, channels]) {
  return (row * width + column) * channels + channel;
}

/**
 * The row, column and channel that an index comes from.
 * @param {number} index
 * @param {number[]} pair
 */
export function cellAt(index, [, width, channels]) {
  const pixel = Math.floor(index / channels);
  return [Math.floor(pixel / width), pixel % width, index % channels];
}

/**
 * Line up nested feature maps (rows of columns of channels) in one row.
 * @param {number[][][]} maps
 */
export function flatten(maps) {
  const shape = [maps.length, maps[0].length, maps[0][0].length];
  const row = new Array(shape[0] * shape[1] * shape[2]);
  maps.forEach((line, m) =>
    line.forEach((pixel, n) =>
      pixel.forEach((value, channel) => {
        row[flatIndex([m, n, channel], shape)] = value;
      }),
    ),
  );
  return row;
}
