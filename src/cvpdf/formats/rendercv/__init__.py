"""RenderCV: its reader and its writer, and what it calls things."""
