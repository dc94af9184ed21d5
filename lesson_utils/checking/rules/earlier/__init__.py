"""An earlier step: whether what is wrong was wrong before the cell ran."""
