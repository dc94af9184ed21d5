"""From an episode to its two notebooks: the learners', with blanks, and the instructors', solved and executed."""
