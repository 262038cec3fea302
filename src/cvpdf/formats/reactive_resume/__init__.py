"""Reactive Resume: the reader of what it exports."""
