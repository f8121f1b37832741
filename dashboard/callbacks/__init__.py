"""Controls -> Selection, Selection -> views. Each callback parses, calls and returns."""
