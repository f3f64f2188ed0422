"""Files a caller may attach: names, types and sizes (chalkboard-v1.md A.4)."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Final, Literal

from studio.domain.errors import FileTooLarge, UnsupportedFile

FileKind = Literal["text", "image", "pdf", "docx"]

MB: Final = 1 << 20
MAX_BYTES: Final[dict[FileKind, int]] = {
    "text": 2 * MB,
    "image": 5 * MB,
    "pdf": 20 * MB,
    "docx": 10 * MB,
}
MAX_TOTAL_BYTES: Final = 24 * MB
MAX_MULTIPART_BYTES: Final = 4 * MB
"""Of all files in one request: base64 through API Gateway into Lambda (6 MB) leaves this much."""

MAX_FILES: Final = 50
MAX_NAME_BYTES: Final = 200

TEXT_EXTENSIONS: Final = frozenset(
    """
    txt md py js ts jsx tsx go rs java c cpp c++ cc cxx h hpp hxx rb swift kt sh bash zsh fish bat
    ps1 yaml yml json toml csv html css scss xml ini env sql graphql proto tf hcl vue php scala clj
    hs ml r lua pl ex exs erl dart elm gitignore editorconfig dockerignore makefile
    """.split()  # noqa: SIM905 - as the specification lists them
)
TEXT_NAMES: Final = frozenset(
    {"makefile", "dockerfile", "license", "readme", "changelog", "authors", "contributing"}
    | {"notice", "gemfile", "rakefile", "procfile"}
)
IMAGE_EXTENSIONS: Final = frozenset({"png", "jpg", "jpeg", "gif", "webp"})
_NUMBER: Final = re.compile(r"_\d+$", re.ASCII)
SUPPORTED: Final = "text/code files, .pdf, .docx, .png, .jpg, .gif, .webp"


def kind_of(name: str) -> FileKind | None:
    """By the extension, in any case; None for what is not supported."""
    stem, dot, extension = name.lower().rpartition(".")
    if not stem:
        extension = _NUMBER.sub("", extension)  # as `unique_names` ends the second Makefile
    if not dot:
        return "text" if extension in TEXT_NAMES else None
    if extension == "pdf":
        return "pdf"
    if extension == "docx":
        return "docx"
    if extension in IMAGE_EXTENSIONS:
        return "image"
    return "text" if extension in TEXT_EXTENSIONS else None


def to_be_read(names: Iterable[str]) -> tuple[str, ...]:
    """Those that only the jail may open; text is read as it is."""
    return tuple(name for name in names if kind_of(name) not in {"text", None})


def check_file(name: str, size: int) -> None:
    """Raises `UnsupportedFile` or `FileTooLarge`; a file exactly at its limit passes."""
    kind = kind_of(name)
    if kind is None:
        raise UnsupportedFile(f"{name}: unsupported file type. Supported types: {SUPPORTED}")
    if size > MAX_BYTES[kind]:
        limit = MAX_BYTES[kind] // MB
        raise FileTooLarge(
            f"{name}: {size / MB:.1f} MB exceeds the {limit} MB limit for {kind} files"
        )


def check_total(sizes: Collection[int]) -> None:
    """Raises `FileTooLarge` for more than a job may have in all."""
    if len(sizes) > MAX_FILES:
        raise FileTooLarge(f"{len(sizes)} files are too many: a job takes at most {MAX_FILES}")
    if sum(sizes) > MAX_TOTAL_BYTES:
        raise FileTooLarge(f"Total upload size exceeds the {MAX_TOTAL_BYTES // MB} MB limit")


def check_multipart(size: int) -> None:
    """Raises `FileTooLarge` for more than one request carries, saying how to send it."""
    if size > MAX_MULTIPART_BYTES:
        raise FileTooLarge(
            f"Total upload size exceeds the {MAX_MULTIPART_BYTES // MB} MB limit of a multipart "
            f"request. Send up to {MAX_TOTAL_BYTES // MB} MB with POST /api/v1/uploads."
        )


def unique_names(names: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Base names only; a name that came before becomes `name_1.ext`, `name_2.ext`."""
    used = set(taken)
    unique: list[str] = []
    for name in names:
        path = _base_name(name)
        candidate, count = path, 0
        while candidate in used:
            count += 1
            stem, dot, extension = path.rpartition(".")
            candidate = f"{stem}_{count}.{extension}" if dot and stem else f"{path}_{count}"
        used.add(candidate)
        unique.append(candidate)
    return unique


def _base_name(name: str) -> str:
    """Without folders, control codes or marks that turn text around, and of moderate length."""
    visible = "".join(c for c in name if not unicodedata.category(c).startswith("C"))
    base = PurePosixPath(visible.replace("\\", "/")).name.strip()
    if base in {"", ".", ".."}:
        return "file"
    stem, dot, extension = base.rpartition(".")
    ending = f"{dot}{extension}" if len(extension) < MAX_NAME_BYTES // 10 else ""
    room = MAX_NAME_BYTES - len(ending.encode())
    whole = stem if ending else base
    return whole.encode()[:room].decode(errors="ignore") + ending
