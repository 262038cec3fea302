"""Plain text: the reader of a profile page that was pasted, and the writer for application forms."""
