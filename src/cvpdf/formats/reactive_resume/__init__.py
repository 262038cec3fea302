"""Reactive Resume."""
