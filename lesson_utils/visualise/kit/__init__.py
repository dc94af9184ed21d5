"""What all visualisers share: their widget, their browser side, words, pictures, numbers that are checked."""
