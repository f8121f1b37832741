"""Pages beside the dashboard, read from top to bottom: HTML from the server that needs no JavaScript to be read."""
