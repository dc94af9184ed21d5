"""Two things in, the first difference out: networks, functions, values of every kind. Knows nothing of answers."""
