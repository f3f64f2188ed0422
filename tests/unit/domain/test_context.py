import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.context import (
    MAX_BYTES,
    MAX_FILES,
    MAX_MULTIPART_BYTES,
    MAX_TOTAL_BYTES,
    check_file,
    check_multipart,
    check_total,
    kind_of,
    to_be_read,
    unique_names,
)
from studio.domain.errors import FileTooLarge, UnsupportedFile


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("text", ["a.py", "A.PY", "notes.md", "Makefile", ".gitignore", "x.c++"]),
        ("image", ["a.png", "a.JPG", "a.jpeg", "a.gif", "a.webp"]),
        ("pdf", ["a.pdf", "A.PDF", "a.tar.pdf"]),
        ("docx", ["a.docx"]),
        (None, ["a.exe", "a.doc", "a.svg", "noextension", "a.", "", "a.pdf.exe"]),
    ],
)
def test_the_extension_says_what_kind_a_file_is(kind, names):
    assert {kind_of(name) for name in names} == {kind}


def test_other_types_are_refused_by_name_with_what_is_supported():
    with pytest.raises(UnsupportedFile) as refused:
        check_file("a.exe", 10)

    assert str(refused.value) == (
        "a.exe: unsupported file type. Supported types: text/code files, .pdf, .docx, .png, .jpg, "
        ".gif, .webp"
    )


@pytest.mark.parametrize(
    ("name", "kind", "limit"),
    [("a.txt", "text", 2), ("a.png", "image", 5), ("a.pdf", "pdf", 20), ("a.docx", "docx", 10)],
)
def test_a_file_exactly_at_its_limit_passes(name, kind, limit):
    check_file(name, MAX_BYTES[kind])
    with pytest.raises(FileTooLarge) as refused:
        check_file(name, MAX_BYTES[kind] + 1)

    assert str(refused.value) == (
        f"{name}: {limit}.0 MB exceeds the {limit} MB limit for {kind} files"
    )


def test_the_total_has_a_limit_too():
    check_total([MAX_TOTAL_BYTES])
    with pytest.raises(FileTooLarge, match="Total upload size exceeds the 24 MB limit"):
        check_total([MAX_TOTAL_BYTES, 1])


def test_so_has_the_number_of_files():
    check_total([1] * MAX_FILES)
    with pytest.raises(FileTooLarge, match="51 files are too many: a job takes at most 50"):
        check_total([1] * (MAX_FILES + 1))


def test_a_request_that_is_too_large_is_told_how_to_send_more():
    check_multipart(MAX_MULTIPART_BYTES)
    with pytest.raises(FileTooLarge, match=r"4 MB .* 24 MB with POST /api/v1/uploads"):
        check_multipart(MAX_MULTIPART_BYTES + 1)


def test_only_what_is_not_text_has_to_be_read():
    assert to_be_read(["a.py", "b.pdf", "Makefile", "c.png"]) == ("b.pdf", "c.png")


def test_only_the_base_name_is_kept_and_duplicates_are_numbered():
    names = ["../../etc/a.py", "C:\\src\\a.py", "a.py", "Makefile", "Makefile"]

    assert unique_names(names) == ["a.py", "a_1.py", "a_2.py", "Makefile", "Makefile_1"]
    assert unique_names(["a.py"], taken={"a.py", "a_1.py"}) == ["a_2.py"]


@pytest.mark.parametrize("name", ["a.py", "Makefile", "README", ".gitignore", "a.pdf"])
def test_a_file_that_is_numbered_is_still_what_it_was(name):
    assert [kind_of(each) for each in unique_names([name] * 12)] == [kind_of(name)] * 12
    assert kind_of("a.pdf_1") is None


def test_u185_names_that_would_mislead_are_ordinary_afterwards():
    long = "x" * 10_000

    assert unique_names(["a\0.py", "gpj.\u202eexe.py", "..", f"{long}.pdf", long]) == [
        "a.py",
        "gpj.exe.py",
        "file",
        f"{'x' * 196}.pdf",
        "x" * 200,
    ]


@given(st.lists(st.text(max_size=12) | st.text(min_size=150, max_size=300), max_size=8))
def test_names_are_unique_and_never_paths(names):
    kept = unique_names(names)

    assert len(set(kept)) == len(kept) == len(names)
    for name in kept:
        assert name not in {"", ".", ".."}
        assert "/" not in name
        assert len(name.encode()) < 210
        assert not any(unicodedata.category(c).startswith("C") for c in name)
