"""Word files: their writer, and the styles that an editor finds in them."""
