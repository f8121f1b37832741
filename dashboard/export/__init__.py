"""Figures and rows -> files, with caption, sources and version."""
