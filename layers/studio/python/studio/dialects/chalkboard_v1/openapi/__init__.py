"""The OpenAPI 3.1 document of this API: what FastAPI finds, and what it cannot know."""
