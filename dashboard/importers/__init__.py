"""Files of other systems -> our tables and a report of every row. One module a format, behind `interface.Importer`."""
