"""What the panel and the visualisers share in a browser: their card, their modules, the rule for shortcuts."""
