"""Tests of `dashboard.pages.importing`."""
