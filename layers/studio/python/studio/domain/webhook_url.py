"""What a webhook's URL must be before a job may be ordered with it."""

from typing import Annotated, Final

from pydantic import AfterValidator

from studio.domain import addresses
from studio.domain.errors import DestinationRefused, OwnUrl

MAX_CHARS: Final = addresses.MAX_CHARS
_ANYWHERE: Final = addresses.Reach(loopback=True)


def checked(url: str) -> str:
    """Return the URL if its form is one that is called at all (`Reach.destination`).

    Raises `ValueError`. Where it leads, and by which port, is judged when it is called.
    """
    try:
        _ANYWHERE.destination(url)
    except DestinationRefused as refused:
        raise ValueError("not an https:// URL of a host") from refused
    return url


def refuse_own(url: str, *, host: str) -> None:
    """Raises `OwnUrl` if `url` leads to the very API that was called under this Host header."""
    ours = host.lower().removesuffix(f":{addresses.HTTPS}")
    if _ANYWHERE.destination(url).authority == ours:
        raise OwnUrl


WebhookUrl = Annotated[str, AfterValidator(checked)]
