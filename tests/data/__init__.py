"""Tests of `dashboard.data`."""
