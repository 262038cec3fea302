"""cvpdf's own YAML: its writer, for the files that are converted."""
