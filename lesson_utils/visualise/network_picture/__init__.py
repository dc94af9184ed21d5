"""The picture that grows: the learner's network so far, its blocks drawn to scale from pixels to classes."""
