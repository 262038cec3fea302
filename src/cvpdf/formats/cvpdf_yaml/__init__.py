"""cvpdf's own YAML."""
