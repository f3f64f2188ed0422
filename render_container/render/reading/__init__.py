"""Files that callers sent become text and plain pictures; they are opened in the jail only."""
