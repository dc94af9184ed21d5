// The page of the training display: everything has its place, and its height, before the first number comes.

/** @param {string} name @param {string} title */
const figure = (name, title) => `
  <figure class="chart">
    <figcaption><b>${title}</b></figcaption>
    <svg viewBox="0 0 320 180" role="img" data-part="${name}" aria-label="${title}: no epoch has ended yet"></svg>
  </figure>`;

export const PAGE = `
  <h3 class="title">LiveTraining</h3><p data-part="heading"></p>
  <div class="run">
    <progress max="1" value="0" data-part="bar" aria-label="Training done"></progress>
    <span class="where" data-part="where"><span data-part="far"></span><span data-part="ending" tabindex="-1" aria-live="polite"></span></span>
    <button type="button" data-part="stop" hidden>Stop training</button>
    <span class="note" data-part="interrupt" hidden>To stop it: menu Kernel, Interrupt Kernel</span>
  </div>
  <div class="charts">${figure("loss", "Loss")}${figure("accuracy", "Accuracy")}</div>
  <p class="key"><span data-curve="training">● training (running mean ○)</span> <span data-curve="validation">■ validation</span></p>
  <p class="caption two" data-part="caption" aria-live="polite"></p>
  <div class="inside">
    <figure data-part="images-figure" hidden>
      <figcaption>What the network says of a few images</figcaption>
      <div class="images" data-part="images"></div>
    </figure>
    <figure data-part="filters-figure" hidden>
      <figcaption>The filters of the first convolution: grey is a weight of 0</figcaption>
      <div class="filters" data-part="filters" role="img"></div>
    </figure>
  </div>
  <details>
    <summary>All numbers</summary>
    <table class="grid">
      <caption>What each epoch has measured</caption>
      <thead><tr><th scope="col">Epoch</th><th scope="col">Loss</th><th scope="col">Accuracy</th>
        <th scope="col">Validation loss</th><th scope="col">Validation accuracy</th></tr></thead>
      <tbody data-part="rows"></tbody>
    </table>
  </details>`;
