"""JSON: its tokens, its reader, and what people write in its place."""
