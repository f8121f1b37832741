"""Tests of the briefing as PDF and ZIP."""
