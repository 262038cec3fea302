"""Reading: bytes in, a Tree with positions out."""
