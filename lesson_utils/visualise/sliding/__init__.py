"""What SlideStep and PoolStep share: how a window slides, and the numbers a learner may type."""
