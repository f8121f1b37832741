"""All tables."""

from __future__ import annotations

from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.data.tables_references import DISTRICTS, PROVINCES, PUBLISHERS, SOURCES, VOCABULARIES

# In the order in which they are read: a table is read after those that its cells refer to.
TABLES = (
    VOCABULARIES,
    PROVINCES,
    DISTRICTS,
    PUBLISHERS,
    SOURCES,
    INCIDENTS,
    OUTPOSTS,
    AFFECTED_PLACES,
    DISPLACEMENT,
    PUBLISHED_FIGURES,
    MILESTONES,
)
