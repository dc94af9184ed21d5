"""What is known of an answer, read once: its text, its calls, the solution beside it, what the solution leaves."""
