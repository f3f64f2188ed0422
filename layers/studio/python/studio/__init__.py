"""Chalkboard Studio: a topic, your files or your code become a narrated explainer video."""

__version__ = "0.2.0"
