"""The tests mirror the package; `tests.tiny` makes small data folders for all of them."""
