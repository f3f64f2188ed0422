"""What a caller points at instead of attaching it: pages, and READMEs of GitHub's repositories."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from studio.domain.addresses import Reach
from studio.domain.brief import TopicBrief
from studio.domain.context import TEXT_EXTENSIONS
from studio.domain.errors import DestinationRefused

MAX_SOURCES: Final = 10
_ANYWHERE: Final = Reach(loopback=True, plain=True)
_READMES: Final = (
    *("README.md", "readme.md", "README.rst", "README.txt", "README", "Readme.md"),
    *("README.adoc", "README.markdown", ".github/README.md", "docs/README.md"),
)
"""Where GitHub's repositories have them, the usual places first."""
_REPOSITORY: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?github\.com/)?"
    r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?P<name>[A-Za-z0-9._-]{1,100}?)(?:\.git)?"
    r"(?:/tree/(?P<ref>[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}?))?/?"
)
_EXTENSION: Final = {"text/html": "md", "application/xhtml+xml": "md", "text/markdown": "md"}
_MAX_NAME_CHARS: Final = 100


@dataclass(frozen=True, slots=True)
class Source:
    """`label` is what the caller wrote; the first of `urls` that is there is what is meant."""

    label: str
    urls: tuple[str, ...]


def checked_url(url: str) -> str:
    """Return the URL if it is one of a page, whatever it leads to. Raises `ValueError`."""
    try:
        _ANYWHERE.destination(url)
    except DestinationRefused as refused:
        raise ValueError("not an http:// or https:// URL of a host") from refused
    return url


def checked_repository(text: str) -> str:
    """Return the text if it names a repository on GitHub. Raises `ValueError`."""
    _repository(text)
    return text


def sources(brief: TopicBrief, *, github: str) -> Iterator[Source]:
    """All that a brief points at; `github` is where the files of repositories are served."""
    for url in brief.urls:
        yield Source(url, (url,))
    for text in brief.github:
        owner, name, ref = _repository(text)
        folder = f"{github.rstrip('/')}/{owner}/{name}/{ref}"
        yield Source(text, tuple(f"{folder}/{readme}" for readme in _READMES))


def file_name(url: str, media_type: str) -> str:
    """A name for what was fetched, by which the writer can tell what it is."""
    parts = urlsplit(url)
    path = PurePosixPath(unquote(parts.path))
    known = path.suffix[1:].lower()
    extension = _EXTENSION.get(media_type) or (known if known in TEXT_EXTENSIONS else None)
    extension = extension or ("json" if media_type == "application/json" else "txt")
    stem = f"{parts.hostname}-{path.with_suffix('') if known else path}"
    stem = re.sub(r"(?:[^A-Za-z0-9._]|\.{2,})+", "-", stem).strip("-.")[-_MAX_NAME_CHARS:]
    return f"{stem.lstrip('-.') or 'page'}.{extension}"


def _repository(text: str) -> tuple[str, str, str]:
    """Owner, name and ref."""
    found = _REPOSITORY.fullmatch(text)
    if found is None or ".." in text or not found["name"].strip("."):
        raise ValueError("not owner/repo, or the https://github.com/ URL of a repository")
    if found["name"].startswith("-"):
        raise ValueError("not the name of a repository")
    return found["owner"], found["name"], found["ref"] or "HEAD"
