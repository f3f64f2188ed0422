"""What clients may ask before they ask for anything: the version, the choices, the limits."""
