"""ConfusionGrid: a confusion matrix, and the images behind each of its cells."""
