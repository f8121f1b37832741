"""Situation of the Iraq–Türkiye border, from published sources.

The folders are the architecture; imports go one way, in the order of `docs/architecture.md`,
and `tests/test_architecture.py` holds it.
"""

__version__ = "0.1.0"
