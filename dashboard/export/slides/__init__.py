"""A Selection as slides that can be edited: `briefing_pptx`."""

from dashboard.export.slides.deck import briefing_pptx

__all__ = ["briefing_pptx"]
