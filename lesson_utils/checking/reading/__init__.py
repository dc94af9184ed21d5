"""Read what a learner wrote: does it parse, what is called, on what, and which slip explains it."""
