"""Figures, tested by what they mean: which bars, of which height, over which days."""
