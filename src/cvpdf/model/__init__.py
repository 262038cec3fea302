"""The résumé: frozen values, a superset of JSON Resume; how a file is read into them, and what is wrong with it."""
