"""What a parser of the usual kind makes of a PDF, and how that differs from the résumé."""
