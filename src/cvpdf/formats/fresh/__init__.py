"""FRESH, the format of HackMyResume: its reader."""
