"""Python cannot read it: what is wrong with the text itself, in plain words."""
