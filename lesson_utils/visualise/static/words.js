// Numbers and results in words. The browser's twin of ../words.py: the tests hold the two together.

/** At most one decimal and a true minus sign. */
export function number(value) {
  const tenths = Math.floor(Math.abs(value) * 10 + 0.5);
  const text = `${Math.floor(tenths / 10)}.${tenths % 10}`.replace(/\.0$/, "");
  return value < 0 && tenths ? `−${text}` : text;
}

/** A percentage that never rounds something to nothing or nearly all to all. */
export function share(part, whole) {
  const percent = Math.floor((100 * part) / whole + 0.5);
  if (part && percent === 0) return "less than 1%";
  if (part < whole && percent === 100) return "more than 99%";
  return `${percent}%`;
}

/** Two sentences on a result, given what `summarise` found. */
export function describe(name, summary) {
  const fate = summary.negative
    ? `Negative: ${share(summary.negative, summary.size)} of the pixels; ReLU sets them to 0.`
    : "None is negative, so ReLU changes nothing.";
  const title = name[0].toUpperCase() + name.slice(1);
  return `${title}: values from ${number(summary.low)} to ${number(summary.high)}. ${fate}`;
}

/** "positive", "negative" or "zero". */
export function signOf(value) {
  if (Math.abs(value) < 1e-9) return "zero";
  return value < 0 ? "negative" : "positive";
}

/** What to say to a prediction; `choice` is null when somebody asked to be shown. */
export function reply(choice, { place, sum }) {
  const sign = signOf(sum);
  const verdict = choice === null ? "Here it is." : choice === sign ? "Yes, well seen." : "Not quite, and worth a look.";
  const why = `Where ${place} (200 for light, 50 for dark) the nine products sum to ${number(sum)}: ${sign}.`;
  const even = `Where ${place} (200 each) the nine products sum to ${number(sum)}: ${sign}.`;
  const fate = { negative: "ReLU turns it into 0, so these places vanish.", positive: "ReLU keeps it.", zero: "Zero stays zero." };
  return `${verdict} ${place.startsWith("all") ? even : why} ${fate[sign]}`;
}
