"""What `python3 -m lesson_utils …` can do, one file for each command. Standard library only until .venv exists."""
