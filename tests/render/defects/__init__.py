"""Scenes with something wrong in them, and scenes with nothing wrong."""
