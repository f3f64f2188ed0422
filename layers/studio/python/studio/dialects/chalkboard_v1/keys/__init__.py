"""API keys, as Chalkboard v1 manages them."""
