"""A gallery: one résumé in every theme, side by side."""
