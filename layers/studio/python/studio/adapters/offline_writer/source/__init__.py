"""Explains source code: read into pieces, ranked, and told in scenes."""
