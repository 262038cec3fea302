"""Outlining: a Selection in, an Outline out. How a value is printed is decided here, once."""
