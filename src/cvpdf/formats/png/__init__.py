"""PNG pictures of the pages."""
