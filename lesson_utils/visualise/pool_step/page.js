// PoolStep's page: what stands where. Behaviour is in pool_step.js.

const ARROWS_OF_SHIFT = [
  ["←", "left", "0,-1"],
  ["↑", "up", "-1,0"],
  ["↓", "down", "1,0"],
  ["→", "right", "0,1"],
];

export const POOL_STEP_PAGE = `
<h3 class="title">PoolStep</h3><p>A window moves over the feature map: max pooling keeps its largest number, average pooling its mean.</p>
<div class="settings"><div data-part="pool_size"></div><div data-part="strides"></div><div data-part="padding"></div></div>
<p class="problem" data-part="problem" role="status"></p>
<div class="board">
  <div class="stage">
    <figure role="group" aria-label="Feature map"><figcaption><b>Feature map</b> <span data-part="image-size"></span></figcaption>
      <div data-part="image"></div></figure>
    <span class="sign" aria-hidden="true">→</span>
    <div class="outputs">
      <figure role="group" aria-label="Max pooling"><figcaption><b>Max</b> <span data-part="max-size"></span></figcaption>
        <div data-part="max"></div></figure>
      <figure role="group" aria-label="Average pooling"><figcaption><b>Average</b> <span data-part="average-size"></span></figcaption>
        <div data-part="average"></div></figure>
    </div>
  </div>
  <div class="work"><h4 data-part="work-title"></h4>
    <dl class="results"><div><dt>Max</dt><dd data-part="max-work"></dd></div><div><dt>Average</dt><dd data-part="average-work"></dd></div></dl>
    <div class="asked"><div data-part="max-cover"></div><div data-part="average-cover"></div>
      <div class="replies"><p data-part="max-reply"></p><p data-part="average-reply"></p></div></div></div>
</div>
<p class="note" data-part="size"></p>
<div class="way"><div data-part="player"></div><button type="button" data-part="all">Show all numbers</button></div>
<p class="caption" data-part="caption" aria-live="polite"></p>
<details class="shift" data-part="shift"><summary>Shift the feature map by one pixel</summary>
  <div class="way"><div class="arrows" role="group" aria-label="Shift the feature map by one pixel">${ARROWS_OF_SHIFT.map(
    ([arrow, where, by]) => `<button type="button" data-by="${by}" aria-label="shift ${where}">${arrow}</button>`,
  ).join("")}</div>
    <button type="button" data-part="home">Put it back</button><span class="note" data-part="shift-report" role="status"></span></div>
  <div class="asked"><div data-part="shift-cover"></div><p data-part="shift-reply"></p></div>
</details>`;
