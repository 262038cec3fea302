"""What a theme promises, and how it is tried: the same résumés for ours and for a stranger's."""
