"""The rehearsal of a class: a real hub on this machine, learners who are played, and what it took."""
