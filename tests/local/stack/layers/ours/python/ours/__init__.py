class OrderLost(Exception):
    """Raised by name: Catch must see it."""
