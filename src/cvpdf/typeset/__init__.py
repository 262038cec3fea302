"""Typesetting: the only package that imports WeasyPrint."""
