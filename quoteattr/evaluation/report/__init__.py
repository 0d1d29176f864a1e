"""Reports: tables, mistakes by class; as a page, as JSON, on a terminal."""
