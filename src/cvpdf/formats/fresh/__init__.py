"""FRESH, the format of HackMyResume."""
