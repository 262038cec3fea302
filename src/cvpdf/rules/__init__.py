"""The rules: every code that cvpdf can print, each with its manual as its docstring."""
