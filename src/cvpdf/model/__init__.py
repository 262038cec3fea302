"""The résumé: frozen values, a superset of JSON Resume."""
