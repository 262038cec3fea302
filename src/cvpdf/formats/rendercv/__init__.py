"""RenderCV."""
