"""What is true, whatever the cloud: standard library and pydantic only."""
