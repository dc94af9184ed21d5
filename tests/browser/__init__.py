"""Tests in a real browser; JupyterLab and Chromium are closed after the last of them."""
