"""The exercises on paper, without and with their solutions."""
