// What the display says of how far the training is.

/**
 * A time as people say it.
 * @param {number} seconds
 */
export function duration(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/**
 * How far it is: "Epoch 3 of 10 · batch 400 of 1,250 · about 34 s left".
 * @param {{epoch: number, batch: number, batches: number | null, secondsLeft: number | null}} now @param {number} epochs
 */
export function where({ epoch, batch, batches, secondsLeft }, epochs) {
  const parts = [`Epoch ${epoch} of ${epochs}`];
  if (batches) parts.push(`batch ${batch.toLocaleString("en")} of ${batches.toLocaleString("en")}`);
  if (secondsLeft !== null) parts.push(`about ${duration(secondsLeft)} left`);
  return parts.join(" · ");
}
