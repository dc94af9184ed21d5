"""Compare everything that is not a network: numbers, texts, arrays, tables, compiled models."""
