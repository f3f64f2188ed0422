"""Kodisc v2: a caller's own Manim scene in, its video out."""
