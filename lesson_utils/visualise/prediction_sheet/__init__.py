"""PredictionSheet: images with what they show, what a network says of them, and how sure it is."""
