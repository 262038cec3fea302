"""PNG: pictures of the PDF's pages."""
