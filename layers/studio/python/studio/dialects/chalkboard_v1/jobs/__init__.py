"""Jobs: ordered, looked at, and what they made."""
