"""Composing: an Outline and a theme in, a Page of HTML and CSS out."""
