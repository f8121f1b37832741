"""Programs that run the dashboard as a reader would: a server of its own, a Chromium of its own. Not tests."""
