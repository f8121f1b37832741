"""The briefing as one file: the pages of the PDF, and the ZIP of everything."""
