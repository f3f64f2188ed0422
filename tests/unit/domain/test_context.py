import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.context import (
    MAX_TEXT_BYTES,
    MAX_TOTAL_BYTES,
    check_file,
    check_total,
    unique_names,
)
from studio.domain.errors import FileTooLarge, UnsupportedFile


@pytest.mark.parametrize("name", ["a.py", "A.PY", "notes.md", "Makefile", ".gitignore", "x.c++"])
def test_text_and_code_are_accepted(name):
    check_file(name, 10)


@pytest.mark.parametrize("name", ["a.exe", "a.pdf", "noextension", "a.", ""])
def test_other_types_are_refused_by_name(name):
    with pytest.raises(UnsupportedFile, match="unsupported file type"):
        check_file(name, 10)


def test_a_file_exactly_at_its_limit_passes():
    check_file("a.txt", MAX_TEXT_BYTES)
    with pytest.raises(FileTooLarge, match=r"a.txt: 2.0 MB exceeds the 2 MB limit for text files"):
        check_file("a.txt", MAX_TEXT_BYTES + 1)


def test_the_total_has_a_limit_too():
    check_total(MAX_TOTAL_BYTES)
    with pytest.raises(FileTooLarge, match="Total upload size exceeds the 4 MB limit"):
        check_total(MAX_TOTAL_BYTES + 1)


def test_only_the_base_name_is_kept_and_duplicates_are_numbered():
    names = ["../../etc/a.py", "C:\\src\\a.py", "a.py", "Makefile", "Makefile"]

    assert unique_names(names) == ["a.py", "a_1.py", "a_2.py", "Makefile", "Makefile_1"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_names_are_unique_and_never_paths(names):
    kept = unique_names(names)

    assert len(set(kept)) == len(kept) == len(names)
    assert all(name and "/" not in name and "\0" not in name for name in kept)
