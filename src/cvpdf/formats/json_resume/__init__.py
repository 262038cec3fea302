"""JSON Resume, which our own file is close to: its writer, and what it has no key for."""
