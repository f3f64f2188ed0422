"""Who may not call."""

from studio.domain.errors.base import StudioError


class InvalidApiKey(StudioError):
    """Raised for every key and token that opens nothing; why is not revealed."""

    code = "invalid_api_key"

    def __init__(self) -> None:
        super().__init__("Invalid or missing API key")


class ApiKeyNotFound(StudioError):
    """No key has this id."""

    code = "api_key_not_found"

    def __init__(self, key_id: str) -> None:
        super().__init__("API key not found")
        self.key_id = key_id


class ApiKeyConflict(StudioError):
    """Somebody else stored this key first."""

    code = "api_key_conflict"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"API key {key_id!r} was changed by somebody else.")
        self.key_id = key_id


class TooManyKeys(StudioError):
    code = "too_many_keys"

    def __init__(self, most: int) -> None:
        super().__init__(f"An account has at most {most} active API keys. Revoke one first.")


class AccountNotFound(StudioError):
    code = "account_not_found"

    def __init__(self, account: str) -> None:
        super().__init__(f"There is no account {account!r}.")
        self.account = account


class AccountConflict(StudioError):
    """Somebody else stored this account first."""

    code = "account_conflict"

    def __init__(self, account: str) -> None:
        super().__init__(f"Account {account!r} was changed by somebody else.")
        self.account = account


class AccountExists(StudioError):
    """Whoever has this e-mail address has an account."""

    code = "account_exists"

    def __init__(self, email: str, account: str) -> None:
        super().__init__(f"{email} has an account already: {account}.")
        self.account = account


class AccountBanned(StudioError):
    code = "account_banned"

    def __init__(self) -> None:
        super().__init__("This account is banned.")


class SessionRequired(StudioError):
    """An API key was used for what only the account's owner may do, signed in."""

    code = "session_required"

    def __init__(self) -> None:
        super().__init__("This takes a signed-in session; API keys cannot manage keys or webhooks.")


class SignInUnavailable(StudioError):
    """Whether somebody signed in cannot be told now; worth another attempt."""

    code = "sign_in_unavailable"

    def __init__(self) -> None:
        super().__init__("Signing in is not possible at the moment. Try again in a moment.")
