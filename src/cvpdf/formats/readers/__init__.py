"""Readers: another program's file in, a Tree in the shape of a résumé file out, each value at its own line."""
