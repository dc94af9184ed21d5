"""What the checker can say, as data: one file per topic, label -> message and its three hints side by side."""
