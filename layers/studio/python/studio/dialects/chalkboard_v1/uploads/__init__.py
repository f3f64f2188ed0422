"""Files that are sent by themselves, each to a URL of its own."""
