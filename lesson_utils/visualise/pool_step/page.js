// PoolStep's page: what stands where. Behaviour is in pool_step.js.

const ARROWS_OF_SHIFT = [
  ["←", "left", "0,-1"],
  ["↑", "up", "-1,0"],
  ["↓", "down", "1,0"],
  ["→", "right", "0,1"],
];

export const POOL_STEP_PAGE = `
<p class="title"><b>PoolStep</b> A window moves over the image: max pooling keeps its largest number, average pooling its mean.</p>
<div class="settings"><div data-part="pool_size"></div><div data-part="strides"></div><div data-part="padding"></div></div>
<p class="problem" data-part="problem" role="status"></p>
<div class="stage">
  <figure role="group" aria-label="Image"><figcaption><b>Image</b> <span data-part="image-size"></span></figcaption>
    <div data-part="image"></div></figure>
  <span class="sign" aria-hidden="true">→</span>
  <figure role="group" aria-label="Max pooling"><figcaption><b>Max</b> <span data-part="max-size"></span></figcaption>
    <div data-part="max"></div></figure>
  <figure role="group" aria-label="Average pooling"><figcaption><b>Average</b> <span data-part="average-size"></span></figcaption>
    <div data-part="average"></div></figure>
</div>
<p class="note" data-part="size"></p>
<div class="work">
  <div><h4 data-part="work-title"></h4>
    <dl class="results"><div><dt>Max</dt><dd data-part="max-work"></dd></div><div><dt>Average</dt><dd data-part="average-work"></dd></div></dl></div>
  <div><div data-part="max-cover"></div><p data-part="max-reply"></p>
    <div data-part="second"><div data-part="average-cover"></div><p data-part="average-reply"></p></div></div>
</div>
<div class="way"><div data-part="player"></div><button type="button" data-part="all">Show all numbers</button></div>
<p class="caption" data-part="caption" aria-live="polite"></p>
<div class="shift">
  <h4>Shift the image by one pixel</h4>
  <div class="way"><div class="arrows" role="group" aria-label="Shift the image by one pixel">${ARROWS_OF_SHIFT.map(
    ([arrow, where, by]) => `<button type="button" data-by="${by}" aria-label="shift ${where}">${arrow}</button>`,
  ).join("")}</div>
    <button type="button" data-part="home">Put it back</button><span class="note" data-part="shift-report" role="status"></span></div>
  <div data-part="shift-question"><div data-part="shift-cover"></div></div>
  <p data-part="shift-reply"></p>
</div>`;
