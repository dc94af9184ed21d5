// Ids and names of radio groups that no other visualiser in the notebook has. Each visualiser is a module of its own, so
// a counter would start anew in every one of them.

let uniqueIdsGiven = 0;
const THIS_MODULE = Math.random().toString(36).slice(2, 10);

/** @param {string} kind */
export const uniqueId = (kind) => `course-${kind}-${THIS_MODULE}-${++uniqueIdsGiven}`;
