"""Typesetting: the only room that knows WeasyPrint."""
