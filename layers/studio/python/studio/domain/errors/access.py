"""Who may not call."""

from studio.domain.errors.base import StudioError


class InvalidApiKey(StudioError):
    code = "invalid_api_key"

    def __init__(self) -> None:
        super().__init__("Invalid or missing API key")


class ApiKeyNotFound(StudioError):
    """No key has this id."""

    code = "api_key_not_found"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"There is no API key {key_id!r}.")
        self.key_id = key_id
