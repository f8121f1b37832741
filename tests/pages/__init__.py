"""Tests of `dashboard.pages`."""
