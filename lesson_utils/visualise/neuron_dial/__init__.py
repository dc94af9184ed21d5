"""NeuronDial: its widget, its static figure, and what they compute."""
