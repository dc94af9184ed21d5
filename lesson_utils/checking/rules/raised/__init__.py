"""What it raised: the mistake behind an exception, found in the line where it arose."""
