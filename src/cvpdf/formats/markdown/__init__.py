"""Markdown: the reader of résumés that are typed in it, and the writer."""
