"""Explains prose: headings become segments, and its own key sentences are spoken."""
