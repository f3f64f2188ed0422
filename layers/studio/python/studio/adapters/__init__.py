"""One vendor per module; each implements ports."""
