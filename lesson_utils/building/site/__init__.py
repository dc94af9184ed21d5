"""The website: the course as pages that need no server, no kernel and no network."""
