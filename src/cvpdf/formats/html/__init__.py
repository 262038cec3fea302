"""HTML: the page that gets printed, as a file."""
