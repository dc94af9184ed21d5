"""How it was done, where the variables are right or cannot tell: numbers that come out of a training never repeat."""
