// PredictionSheet's page: what is where. Behaviour is in prediction_sheet.js.

/** @param {number} count */
const cards = (count) =>
  Array.from(
    { length: count },
    (_, at) => `<li data-image="${at}"><canvas role="img"></canvas><p class="truth"></p>
      <div class="says veiled"></div></li>`,
  ).join("");

/** @param {number} count */
export const page = (count) => `
  <h3 class="title">PredictionSheet</h3><p>What each image shows, and what the network says of it.</p>
  <div class="asked"><div><p data-part="reply"></p>
  <fieldset class="views" role="radiogroup" aria-label="Which images" data-part="views">
    <label><input type="radio" name="VIEW" value="all" checked>All</label>
    <label><input type="radio" name="VIEW" value="wrong">Only the wrong ones</label>
  </fieldset></div><div data-part="cover"></div></div>
  <ul class="sheet" data-part="sheet">${cards(count)}</ul>
  <p class="caption" data-part="caption" aria-live="polite"></p>`;
