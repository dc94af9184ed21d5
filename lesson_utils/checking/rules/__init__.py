"""The rules, one for each mistake, and the order in which they look; `order.py` is the table of contents."""
