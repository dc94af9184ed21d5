"""Compare networks: walk a Keras tensor or model back to its input and find the first difference."""
