"""`lab --present` and `lab --notes`: what JupyterLab gets on top, for an instructor only."""
