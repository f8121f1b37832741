"""Every component id, once; place before thing."""

from __future__ import annotations

# The state: the Selection as a query string, and what does not narrow it.
SELECTION = "state-selection"
ADDRESS_OPENED = "state-address-opened"
OPENED = "state-opened"
CONTROL_NAMES = "state-control-names"
COPY_WORDS = "state-copy-words"
LANGUAGE = "state-language"
LINK_VERSION = "state-link-version"
PANEL = "state-panel"
EXTENT = "state-extent"
VIEWPORT = "state-viewport"
DATA_VERSION = "state-data-version"
TOLD = "state-told"
IMAGE_ASKED = "state-image-asked"
IMAGE = "state-image"
IMAGE_DONE = "state-image-done"

HEADER_THEME = "header-theme"
HEADER_COPY_LINK = "header-copy-link"
HEADER_FILTERS = "header-filters"
HEADER_EXPORT = "header-export"
FILE_STATUS = "header-file-status"
HEADER_VERSION = "header-version"
PROVIDER = "page-provider"
NOTICES = "page-notices"
NOTICE_DATA = "page-notice-data"
NOTICE_ENGINE = "page-notice-engine"
LIVE = "page-live"
LIVE_TICK = "page-live-tick"
FILTERS = "page-filters"
FILTERS_CONTROLS = "page-filters-controls"
FILTERS_SHOW = "page-filters-show"

FILTER_PROVINCE = "filter-province"
FILTER_PROVINCE_SEARCH = "filter-province-search"
FILTER_DISTRICT = "filter-district"
FILTER_FROM = "filter-from"
FILTER_TO = "filter-to"
FILTER_TYPE = "filter-type"
FILTER_BY = "filter-by"
FILTER_STATUS = "filter-status"
FILTER_HARM = "filter-harm"
FILTER_CONTEXT = "filter-context"
FILTER_Q = "filter-q"
FILTER_GRAIN = "filter-grain"
FILTER_QUANTITY = "filter-quantity"
FILTER_ORGANISATION = "filter-organisation"
FILTER_INDICATOR = "filter-indicator"
FILTER_DATASET = "filter-dataset"

SENTENCE = "sentence"
HEADLINE = "headline"
RECONCILIATION = "map-reconciliation"
EMPTY = "page-empty"
DATASETS = "page-datasets"

MAP = "map"
MAP_BOX = "map-box"
MAP_FIT = "map-fit"
MAP_LAYERS = "map-layers"
MAP_INCIDENTS = "map-incidents"
MAP_AREAS = "map-areas"
MAP_OUTPOSTS = "map-outposts"
MAP_SURVEILLANCE = "map-surveillance"
MAP_CROSSINGS = "map-crossings"
MAP_VILLAGES = "map-villages"

TIMELINE_INCIDENTS = "timeline-incidents"
TIMELINE_CASUALTIES = "timeline-casualties"
TIMELINE_CASUALTIES_KEYS = "timeline-casualties-keys"
TIMELINE_DISPLACEMENT = "timeline-displacement"
TIMELINE_DISPLACEMENT_NOTE = "timeline-displacement-note"
MILESTONES = "timeline-milestones"
MILESTONES_ALL = "timeline-milestones-all"
BREAKDOWN = "breakdown"
BREAKDOWN_BY = "breakdown-by"

TABLE = "table"
TABLE_CSV = "table-csv"
TABLE_GEOJSON = "table-geojson"

PANEL_DRAWER = "panel-drawer"
PANEL_CONTENT = "panel-content"

TIMELINES = (TIMELINE_INCIDENTS, TIMELINE_CASUALTIES, TIMELINE_DISPLACEMENT)


def title(view: str) -> str:
    """The heading of a view."""
    return f"{view}-title"


def sources(view: str) -> str:
    """The button that lists the sources of a view."""
    return f"{view}-sources"


def count(name: str, value: str) -> str:
    """The count beside a filter's choice: no id, but what its `data-count` says."""
    return f"{name}={value}"
