"""Files a caller may attach: names, types and sizes (chalkboard-v1.md A.4)."""

from pathlib import PurePosixPath
from typing import Final

from studio.domain.errors import FileTooLarge, UnsupportedFile

MB: Final = 1_000_000
MAX_TEXT_BYTES: Final = 2 * MB
MAX_TOTAL_BYTES: Final = 4 * MB
"""Base64 through API Gateway into Lambda (6 MB) leaves this much for a multipart body."""

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


def check_file(name: str, size: int) -> None:
    """Raises `UnsupportedFile` or `FileTooLarge`; a file exactly at its limit passes."""
    if not _is_text(name):
        raise UnsupportedFile(f"{name}: unsupported file type. Supported types: text/code files")
    if size > MAX_TEXT_BYTES:
        limit = MAX_TEXT_BYTES // MB
        raise FileTooLarge(
            f"{name}: {size / MB:.1f} MB exceeds the {limit} MB limit for text files"
        )


def check_total(size: int) -> None:
    if size > MAX_TOTAL_BYTES:
        raise FileTooLarge(f"Total upload size exceeds the {MAX_TOTAL_BYTES // MB} MB limit")


def unique_names(names: list[str]) -> list[str]:
    """Base names only; a name that came before becomes `name_1.ext`, `name_2.ext`."""
    taken: set[str] = set()
    unique: list[str] = []
    for name in names:
        path = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name or "file"
        candidate, count = path, 0
        while candidate in taken:
            count += 1
            stem, dot, extension = path.rpartition(".")
            candidate = f"{stem}_{count}.{extension}" if dot and stem else f"{path}_{count}"
        taken.add(candidate)
        unique.append(candidate)
    return unique


def _is_text(name: str) -> bool:
    _, dot, extension = name.lower().rpartition(".")
    return extension in TEXT_EXTENSIONS if dot else extension in TEXT_NAMES
