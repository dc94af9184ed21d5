"""The room at a glance: a service of the hub that counts where learners are, and its page for instructors."""
