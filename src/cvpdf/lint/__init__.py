"""What a résumé says to its readers: rules about its content, each a small function."""
