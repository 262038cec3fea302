"""Labels, dates and names as a language writes them."""
