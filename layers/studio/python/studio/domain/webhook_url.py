"""What a URL must be before anything of ours calls it."""

from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator

MAX_CHARS: Final = 2048


def checked(url: str) -> str:
    """Return the URL if it is https, not overlong, and hides neither a login nor a control.

    Raises `ValueError`. Where it leads is checked when it is called, not here.
    """
    if len(url) > MAX_CHARS or not url.isprintable() or " " in url:
        raise ValueError("too long, or not printable")
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or "\\" in url:
        raise ValueError("not an https:// URL of a host")
    if parts.port == 0:  # reading it also refuses what is not a port
        raise ValueError("no such port")
    return url


WebhookUrl = Annotated[str, AfterValidator(checked)]
