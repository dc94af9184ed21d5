// FlattenMap's page: what stands where. Behaviour is in flatten_map.js.

/**
 * The markup for feature maps of a shape.
 * @param {number[]} pair
 * @param {number} places
 */
export function page([height, width, channels], places) {
  const hint = places ? "Each number says where it stands: 120 is row 1, column 2, channel 0. " : "";
  return `
<h3 class="title">FlattenMap</h3><p>${height} × ${width} × ${channels} numbers become one row of ${height * width * channels}.</p>
<p class="hint">${hint}All counting starts at 0. Choose a cell by click or arrow keys.</p>
<div class="maps">${"<div data-map></div>".repeat(channels)}</div>
<h4>The flattened row</h4>
<div class="asked covered">
  <div class="row" data-part="row"></div>
  <div data-part="cover"></div>
</div>
<div data-part="found">
  <div class="bar"><div data-part="player"></div><button type="button" data-part="another">Ask me another</button></div>
  <dl class="formulas">
    <div><dt>Where does the cell land? <i>index = (row × width + column) × channels + channel</i></dt><dd data-part="forwards"></dd></div>
    <div><dt>Where does the index come from? <i>Divide, and look at what is left over.</i></dt><dd data-part="backwards"></dd></div>
  </dl>
</div>
<div class="asked"><p class="caption two" data-part="caption" aria-live="polite"></p><p data-part="reply"></p></div>`;
}
