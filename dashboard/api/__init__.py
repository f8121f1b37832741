"""The Selection as a query string -> JSON, CSV and GeoJSON, described by OpenAPI."""
