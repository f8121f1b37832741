"""The page: component ids, and functions that make components. No callbacks, no queries."""
