"""Tests of `dashboard.api`."""
