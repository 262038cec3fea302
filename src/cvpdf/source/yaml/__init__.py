"""YAML: its reader, and what is said about a file that is none."""
