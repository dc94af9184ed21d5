"""Slides of an episode, through nbconvert and reveal.js."""
