"""As written: what the text of the cell shows before anything else is looked at."""
