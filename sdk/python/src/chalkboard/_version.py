"""What this client calls itself."""

__version__ = "0.2.0"
USER_AGENT = f"chalkboard-python/{__version__}"
