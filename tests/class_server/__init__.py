"""A class on one server: a real hub, started once for several files, is taken down after the last of them."""
