"""Writers: a Resume in, a file of some program's format out."""
