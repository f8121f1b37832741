"""Measurements against the budgets of `docs/performance.md`: `python -m tests.benchmarks`. Not part of the tests."""
