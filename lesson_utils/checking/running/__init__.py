"""Run published solutions and learners' functions without training, without a trace and within limits."""
