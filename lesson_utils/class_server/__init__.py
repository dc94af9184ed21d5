"""A class on one server: who may come in, what a learner's own server starts with. Needs the extra `class`."""
