"""The public faces of the one engine."""
