"""Tests of `dashboard.export`."""
