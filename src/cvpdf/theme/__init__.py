"""Themes: folders of templates, CSS and a manifest."""
