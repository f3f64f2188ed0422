"""Pages become text, whatever they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.markup import markdown_of
from studio.domain.web_page import MAX_TEXT_BYTES, is_text, read_page

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Bread &amp; butter</title><style>p { color: red }</style>
<script>document.write("<p>not this</p>")</script></head>
<body><header>Menu</header><nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><h2 class="x">Sourdough</h2>
<p>Wild   yeast
eats <b>sugar</b>.<br>It rises.</p>
<ol><li>Mix<li>Wait</ol>
<pre>def f():
    return 1</pre>
<table><tr><th>A</th><th>B</th></tr><tr><td>1<td>2</table>
<!-- a comment <p>not this</p> -->
<svg><title>not this</title></svg></main>
<footer>not <nav>this</nav> either</footer></body></html>"""
TEXT = """# Bread & butter

## Sourdough

Wild yeast eats sugar.

It rises.

1. Mix
1. Wait

```
def f():
    return 1
```

 | A | B
 | --- | ---
 | 1 | 2"""


def test_a_page_is_its_words_in_the_shape_of_markdown():
    assert read_page(PAGE.encode(), "text/html").text == TEXT


def test_a_page_that_begins_with_its_title_does_not_get_it_twice():
    assert markdown_of("<title>Site</title><h1>Bread</h1>") == "# Bread"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<head><title>T</title><p>no end of the head", "# T\n\nno end of the head"),
        ("<nav>a<nav>b</nav>c</nav>d", "d"),
        ("</nav>a", "a"),
        ("a<b", "a"),
        ("1 < 2 &lt; 3", "1 < 2 < 3"),
        ("<script>never closed", ""),
        ("a<!-- never closed", "a"),
        ("a</script>b", "ab"),
        ("<p>&#99999999999999999999;&#x41;&nbsp;&bogus;", "\ufffd;A &bogus;"),
        ("&#" + "1" * 5000 + ";", "\ufffd;"),
        ("<SCRIPT>no</Script>yes", "yes"),
        ('<p class="[&>a]:b" data-x=\'{"a>b": 1}\'>yes', "yes"),
        ("<p title=it's>don't", "don't"),
        ('<p title="never closed>no', ""),
        ("<p>\u0130<SCRIPT>no</SCRIPT>yes", "\u0130yes"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(markup, text):
    assert markdown_of(markup) == text


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("café".encode(), "text/plain", "café"),
        ("café".encode("latin-1"), "text/plain; charset=ISO-8859-1", "café"),
        ("café".encode("cp1252"), 'text/html; Charset="windows-1252"', "café"),
        (b"<meta charset=latin-1>caf\xe9", "text/html", "café"),
        (
            b'<meta http-equiv=content-type content="text/html; charset=koi8-r">\xc4\xc1',
            "text/html",
            "да",
        ),
        ("日本".encode("shift_jis"), "text/plain; charset=Shift_JIS", "日本"),
        ("\ufeffcafé".encode("utf-16-le"), "text/plain; charset=latin-1", "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "text/plain", "café"),
        (b"caf\xff", "text/plain; charset=utf-8", "caf\ufffd"),
        (b"abc", "text/plain; charset=rot13", "abc"),
        (b"abc", "text/plain; charset=punycode", "abc"),
        (b"abc", "text/plain; charset=nonsense", "abc"),
        (b"a\0b", "text/plain", "ab"),
        (b'{"a": "<p>"}', "application/json", '{"a": "<p>"}'),
    ],
)
def test_text_is_read_in_the_encoding_it_says_it_has(body, content_type, text):
    assert read_page(body, content_type).text == text


def test_a_long_text_is_cut_and_says_so():
    page = read_page("ß".encode() * MAX_TEXT_BYTES, "text/plain")

    assert page.cut
    assert page.text == "ß" * (MAX_TEXT_BYTES // 2)
    assert not read_page(b"x" * MAX_TEXT_BYTES, "text/plain").cut


@pytest.mark.parametrize(
    ("content_type", "readable"),
    [
        ("text/html; charset=utf-8", True),
        ("Text/Plain", True),
        ("application/json", True),
        ("application/xhtml+xml", True),
        ("application/pdf", False),
        ("image/png", False),
        ("application/octet-stream", False),
        ("", False),
    ],
)
def test_only_text_is_read(content_type, readable):
    assert is_text(content_type) is readable


@given(st.binary(), st.sampled_from(["text/html", "text/html; charset=gb18030", "text/plain", "x"]))
def test_any_bytes_are_text(body, content_type):
    page = read_page(body, content_type)

    assert "\0" not in page.text
    assert len(page.text.encode()) <= MAX_TEXT_BYTES


PIECES = ["<", ">", "/", "!", "--", "?", "&", "#", ";", '"', " ", "\n", "x", "1", "<p>", "</", "<nav>",
          "</nav>", "<script>", "</script", "<title>", "<head>", "<pre>", "<ul>", "<li>", "&#", "İ"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_tags_are_text(markup):
    assert isinstance(markdown_of(markup), str)


@pytest.mark.parametrize(
    "piece",
    [*PIECES, "<a ", "<!--", "<![CDATA[", "<a b='", "<a b='c\"", "<a=", "&#1", "\t ", "</script "],
)
def test_repetition_is_read_to_its_end(piece):
    """A parser that is quadratic would need hours for these."""
    markdown_of(f"<pre>{piece * (500_000 // len(piece))}")
