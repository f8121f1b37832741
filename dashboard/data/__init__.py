"""CSV tables and boundaries -> a typed, checked, frozen Dataset, and the event store that answers questions."""
