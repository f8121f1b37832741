"""Components, tested by what a reader finds in them: texts, links, buttons."""
