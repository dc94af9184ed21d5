"""What is stored: why a name holds nothing, or nothing new, after the cell has run."""
