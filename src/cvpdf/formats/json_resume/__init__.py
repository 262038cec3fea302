"""JSON Resume."""
