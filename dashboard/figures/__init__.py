"""Tables -> Plotly figures and GeoJSON. Pure functions; nothing here knows Dash."""
