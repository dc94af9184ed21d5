"""What an instructor teaches from: the projector's notebook, the notes in the second window, the run sheet."""
