"""Fetching pages: hostile URLs, hostile redirects, hostile servers, and friendly ones."""

import contextlib
import gzip
import socket
import threading
import time

import httpcore
import pytest

from studio.adapters.outbound_pages import VettedPages
from studio.domain.addresses import Reach
from studio.domain.errors import DestinationRefused, DestinationUnreachable
from studio.domain.web_page import MAX_PAGE_BYTES
from tests.adapters.test_outbound_http import HOSTILE, NAMES, PUBLIC, names
from tests.receiver import Authority
from tests.web_server import Answer, moved, serving

PLAIN = [url.replace("https://", "http://", 1) for url in HOSTILE if url.startswith("https://")]
REACH = Reach(own_domains=frozenset({"ours.example"}), plain=True)
HERE = Reach(loopback=True, plain=True)


@pytest.fixture
def site():
    with serving() as running:
        yield running


@pytest.fixture
def roads(monkeypatch):
    """Every connection is counted, wherever it wants to go, and none is made."""
    wanted = []

    def counted(self, host, port, *_):
        wanted.append((host, port))
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", counted)
    return wanted


def get(*urls, reach=HERE, resolver=None, seconds=5.0, trust=None):
    resolver = resolver or (lambda *_: ["127.0.0.1"])
    return VettedPages(reach, local_trust=trust, resolver=resolver).fetch(urls, seconds=seconds)


@pytest.mark.parametrize(
    "url", [*HOSTILE, *PLAIN, "http://good.example:443/", "http://good.example:8080/"]
)
def test_a_hostile_url_opens_no_connection(roads, url):
    with pytest.raises((DestinationRefused, DestinationUnreachable)):
        get(url, reach=REACH, resolver=names, seconds=1)

    assert roads == []


@pytest.mark.parametrize(
    ("url", "port"), [("http://good.example/", 80), ("https://good.example/", 443)]
)
def test_a_good_url_would_have_been_counted_and_is_tried_twice(roads, url, port):
    with pytest.raises(DestinationUnreachable, match="connect"):
        get(url, reach=REACH, resolver=names)

    assert roads == [(PUBLIC, port)] * 2


def test_webhooks_still_go_nowhere_without_tls():
    with pytest.raises(DestinationRefused):
        Reach().destination("http://good.example/")
    assert not Reach().allows(PUBLIC, 80)


@pytest.fixture
def site_in_public(site, monkeypatch):
    """What is asked of the public address is answered by the site; other roads are counted."""
    strayed, connect = [], httpcore.SyncBackend.connect_tcp

    def led(self, host, port, *rest):
        if host == PUBLIC:
            return connect(self, "127.0.0.1", site.port, *rest)
        strayed.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", led)
    site.strayed = strayed
    return site


@pytest.mark.parametrize(
    "to",
    [
        *("http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:9001/2018-06-01/runtime/"),
        *("http://localhost/", "http://[::1]/", "http://10.0.0.1/", "//192.168.1.1/", "http://0/"),
        *("http://internal.example/", "http://metadata.example/", "http://mixed.example/"),
        *("https://ours.example/api", "http://good.example:6379/", "http://2130706433/"),
        *("file:///etc/passwd", "ftp://good.example/", "gopher://good.example/", "http://[::1"),
        *("javascript:alert(1)", "http://me:you@good.example/", "http://good.example\\@10.0.0.1/"),
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_not_followed(site_in_public, to):
    site_in_public.answers["/"] = moved(to)
    with pytest.raises((DestinationRefused, DestinationUnreachable)):
        get("http://good.example/", reach=REACH, resolver=names, seconds=2)

    assert site_in_public.strayed == []
    assert site_in_public.asked == ["/"]


def test_a_name_that_turns_private_between_two_hops_is_not_gone_to(site_in_public):
    answers = [[PUBLIC], ["10.0.0.7"]]
    site_in_public.answers["/"] = moved("/again")
    with pytest.raises(DestinationRefused, match="address"):
        get("http://rebinding.example/", reach=REACH, resolver=lambda *_: answers.pop(0))

    assert (site_in_public.strayed, site_in_public.asked) == ([], ["/"])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_page(site, status):
    site.answers |= {"/a": moved("b?c=d", status), "/b?c=d": Answer(b"<p>here", "text/html")}

    page = get(site.url("/a#part"))
    assert (page.status, page.body, page.content_type) == (200, b"<p>here", "text/html")
    assert page.url == site.url("/b?c=d")


def test_five_redirects_are_followed_and_no_more(site):
    site.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(10)}
    with pytest.raises(DestinationUnreachable, match="redirects"):
        get(site.url("/0"))

    assert site.asked == [f"/{n}" for n in range(6)]


def test_a_redirect_that_says_nowhere_is_the_answer(site):
    site.answers["/"] = Answer(status=302)

    assert get(site.url("/")).status == 302


def test_what_is_sent_says_little(site):
    site.answers["/"] = Answer(b"x")
    get(site.url("/"))

    (sent,) = site.headers
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert sent["accept-encoding"] == "identity"


def test_the_first_that_is_there_is_taken(site):
    site.answers |= {"/b": Answer(b"b"), "/c": Answer(b"c")}

    assert get(site.url("/a"), site.url("/b"), site.url("/c")).body == b"b"
    assert site.asked == ["/a", "/b"]
    assert get(site.url("/x"), site.url("/y")).status == 404


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "", "application/zip"])
def test_what_is_no_text_is_not_read(site, kind):
    site.answers["/"] = Answer(b"x" * (MAX_PAGE_BYTES + 1), kind)

    page = get(site.url("/"))
    assert (page.status, page.body, page.content_type) == (200, b"", kind)


def test_a_page_exactly_at_the_limit_is_read_and_one_byte_more_is_not(site):
    site.answers |= {
        "/fits": Answer(b"x" * MAX_PAGE_BYTES),
        "/more": Answer(b"x" * (MAX_PAGE_BYTES + 1)),
    }

    assert len(get(site.url("/fits")).body) == MAX_PAGE_BYTES
    with pytest.raises(DestinationUnreachable, match="too_large"):
        get(site.url("/more"))


def test_a_compressed_page_is_refused_and_not_inflated(site):
    bomb = gzip.compress(b"\0" * 10_000_000)
    site.answers["/"] = Answer(bomb, headers=(("content-encoding", "gzip"),))
    with pytest.raises(DestinationUnreachable, match="encoding"):
        get(site.url("/"))


def test_a_proxy_of_the_environment_is_not_asked(site, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.answers["/"] = Answer(b"x")

    assert get(site.url("/")).body == b"x"


def test_a_page_over_tls_needs_a_certificate_for_its_name(tmp_path):
    authority = Authority(tmp_path)
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok"
    with raw_server(lambda c: c.sendall(answer), authority.context("localhost")) as port:
        assert get(f"https://localhost:{port}/", trust=authority.file).body == b"ok"
        with pytest.raises(DestinationUnreachable, match="tls"):
            get(f"https://other.example:{port}/", trust=authority.file)
        with pytest.raises(DestinationUnreachable, match="tls"):
            get(f"https://localhost:{port}/")


@contextlib.contextmanager
def raw_server(talk, context=None):
    """Whatever `talk` does with the socket once the request was read, for each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection):
            with contextlib.suppress(OSError), connection:
                wrapped = (
                    context.wrap_socket(connection, server_side=True) if context else connection
                )
                with wrapped:
                    wrapped.recv(65536)
                    talk(wrapped)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def drip(start):
    def talk(connection):
        connection.sendall(start)
        while True:
            connection.sendall(b"a")
            time.sleep(0.05)

    return talk


def flood(start, chunk):
    def talk(connection):
        connection.sendall(start)
        while True:
            connection.sendall(chunk)

    return talk


OK = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        (drip(b""), "timeout"),
        (drip(b"HTTP/1.1 200 OK\r\nx: "), "timeout"),
        (drip(OK + b"content-length: 9999\r\n\r\n"), "timeout"),
        (lambda _: time.sleep(1.5), "timeout"),
        (flood(OK, b"x: " + b"y" * 4096 + b"\r\n"), "protocol"),
        (flood(OK + b"x: ", b"y" * 4096), "protocol"),
        (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "too_large"),
        (flood(OK + b"content-length: 10000000000\r\n\r\n", b"y" * 65536), "too_large"),
        (flood(OK + b"\r\n", b"y" * 65536), "too_large"),
        (flood(OK + b"transfer-encoding: chunked\r\n\r\n", b"10\r\n" + b"y" * 16 + b"\r\n"), "too_large"),
        (lambda c: c.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), "protocol"),
        (lambda _: None, "protocol"),
    ],
    ids=["drips its status", "drips a header", "drips its body", "mute", "many headers",
         "one header", "interim answers", "10 GB", "endless", "endless chunks", "no http",
         "hangs up"],
)  # fmt: skip
def test_whatever_a_server_does_there_is_an_end_to_it(talk, reason):
    with raw_server(talk) as port, pytest.raises(DestinationUnreachable, match=reason):
        get(f"http://localhost:{port}/", seconds=5 if reason != "timeout" else 0.7)


def test_the_deadline_is_for_all_redirects_together(site):
    site.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(4)}
    with raw_server(lambda _: time.sleep(3)) as port:
        site.answers["/4"] = moved(f"http://localhost:{port}/")
        with pytest.raises(DestinationUnreachable, match="timeout"):
            get(site.url("/0"), seconds=1)


def test_a_connection_that_breaks_once_is_tried_once_more():
    calls = []

    def talk(connection):
        calls.append(1)
        if len(calls) > 1:
            connection.sendall(OK + b"content-length: 2\r\n\r\nok")

    with raw_server(talk) as port:
        assert get(f"http://localhost:{port}/").body == b"ok"
    assert len(calls) == 2


def test_the_names_of_the_tests_are_what_they_are_taken_for():
    assert NAMES["good.example"] == [PUBLIC]
