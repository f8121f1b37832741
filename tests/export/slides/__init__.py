"""The slides: what they say, what their charts hold, how they look when they are drawn."""
