import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.context import TEXT_EXTENSIONS
from studio.domain.sources import checked_repository, checked_url, file_name, sources
from tests.builders import a_brief

RAW = "https://files.invalid"


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("pallets/flask", "pallets/flask/HEAD"),
        ("pallets/flask.git", "pallets/flask/HEAD"),
        ("github.com/pallets/flask", "pallets/flask/HEAD"),
        ("https://github.com/pallets/flask", "pallets/flask/HEAD"),
        ("http://www.github.com/pallets/flask/", "pallets/flask/HEAD"),
        ("https://github.com/pallets/flask.git", "pallets/flask/HEAD"),
        ("https://github.com/pallets/flask/tree/stable/3.x", "pallets/flask/stable/3.x"),
        ("a/.github", "a/.github/HEAD"),
    ],
)
def test_a_repository_is_its_readme(text, folder):
    (source,) = sources(a_brief(github=(checked_repository(text),)), github=RAW + "/")

    assert source.label == text
    names = [url.removeprefix(f"{RAW}/{folder}/") for url in source.urls]
    assert names[:5] == ["README.md", "readme.md", "README.rst", "README.txt", "README"]


@pytest.mark.parametrize(
    "text",
    [
        *("https://github.com.evil/a/b", "https://github.com@evil.example/a/b", "evil.example/a/b"),
        *("https://evil.example/github.com/a/b", "https://evil.example/?github.com/a/b"),
        *("ext::sh -c id", "file:///etc/passwd", "git@github.com:a/b.git", "ssh://github.com/a/b"),
        *("a/..", "../b", "a/b/..", "a/./b", "a/.", "..", "a", "a/", "/b", "a//b", "", " "),
        *("--upload-pack=id/b", "a/--upload-pack=id", "a/-b", "-a/b", "a b/c", "a/b\nc/d", "a/b#c"),
        "https://github.com/a/b/tree/--upload-pack=id",
        "https://github.com/a/b/tree/main/../../../c/d",
        "https://github.com/a/b/blob/main/secret.txt",
        *("https://github.com/a/b?x=1", "https://github.com:80/a/b", "a/b%2e%2e", "a\\b", "ä/b"),
        *("a" * 40 + "/b", "a/" + "b" * 101, "github.com/a"),
    ],
)
def test_what_is_no_repository_is_refused(text):
    with pytest.raises(ValueError, match="not "):
        checked_repository(text)


@given(st.text())
def test_any_text_is_a_repository_or_is_not(text):
    try:
        checked_repository(text)
    except ValueError:
        return
    (source,) = sources(a_brief(github=(text,)), github=RAW)
    assert all(url.startswith(f"{RAW}/") and ".." not in url for url in source.urls)


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org:8080/a?b=c#d"])
def test_a_page_has_an_http_url(url):
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "example.org",
            "//x.org",
        ),
        *(
            "https://",
            "https://me:you@example.org/",
            "https://exa mple.org/",
            "https://example.org\n",
        ),
        *(
            "https://example.org\\@evil.example/",
            "https://2130706433/",
            "https://0x7f.1/",
            "http://[::1",
        ),
        "https://example.org/" + "a" * 2048,
    ],
)
def test_what_is_no_url_of_a_page_is_refused(url):
    with pytest.raises(ValueError, match="not an http"):
        checked_url(url)


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        ("https://example.org/", "text/html", "example.org.md"),
        ("https://example.org/guide/trees.html", "text/html", "example.org-guide-trees.md"),
        ("https://example.org/a.php?x=1", "text/html", "example.org-a.md"),
        ("https://example.org/src/sort.py", "text/plain", "example.org-src-sort.py"),
        ("https://example.org/notes", "text/plain", "example.org-notes.txt"),
        ("https://example.org/notes", "text/markdown", "example.org-notes.md"),
        ("https://example.org/v1/data", "application/json", "example.org-v1-data.json"),
        (
            "https://files.invalid/a/b/HEAD/README",
            "text/plain",
            "files.invalid-a-b-HEAD-README.txt",
        ),
        ("https://example.org/%2e%2e/%00etc", "text/plain", "example.org-etc.txt"),
    ],
)
def test_a_page_is_named_after_where_it_is_and_what_it_is(url, kind, name):
    assert file_name(url, kind) == name


@given(st.text(), st.sampled_from(["text/html", "text/plain", "application/json", ""]))
def test_any_path_makes_a_name_of_one_short_segment(path, kind):
    name = file_name(f"https://example.org/{path.replace('[', '').replace(']', '')}", kind)

    assert len(name) < 120
    assert not set(name) & set("/\\\0")
    assert not name.startswith(".")
    assert name.rpartition(".")[2] in TEXT_EXTENSIONS
