"""Tests of `dashboard.model`."""
