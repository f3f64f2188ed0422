"""Whoever asks Claude; nothing here is imported unless the settings choose it."""
