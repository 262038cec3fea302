"""Plain text: a profile page that was pasted, and the text for application forms."""
