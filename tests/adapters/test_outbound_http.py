"""The vetted client against hostile URLs, hostile names and hostile servers."""

import contextlib
import gzip
import socket
import threading
import time
from datetime import timedelta

import httpcore
import pytest

from studio.adapters.outbound_http import MAX_BODY, VettedHttp
from studio.domain.addresses import Reach
from studio.domain.errors import DestinationRefused, DestinationUnreachable
from tests.receiver import Authority, receiving

PUBLIC = "93.184.215.14"
HOSTILE = [
    *("http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://127.0.0.1:9001/"),
    *("https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/", "https://0x7f000001/"),
    *("https://017700000001/", "https://0177.0.0.1/", "https://127.0.0.1.:443/", "https://0/"),
    *("https://0.0.0.0/", "https://[::]/", "https://[::1]/", "https://[::ffff:127.0.0.1]/"),
    *("https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/"),
    *("https://[64:ff9b::a9fe:a9fe]/", "https://[2002:7f00:1::]/", "https://[fe80::1]/"),
    *("https://[fe80::1%25lo]/", "https://[fd00:ec2::254]/", "https://[fec0::1]/"),
    *("https://[ff02::1]/", "https://169.254.169.254/latest/", "https://169.254.170.2/v2/"),
    *("https://169.254.100.1/", "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.0.1/"),
    *("https://100.64.0.1/", "https://192.0.0.192/", "https://224.0.0.1/", "https://255.255.255.255/"),
    *("https://127\u30020\u30020\u30021/", "https://\u2460\u2461\u2466.0.0.1/", "https://127%2e0%2e0%2e1/"),
    *("https://me:you@127.0.0.1/", "https://good.example@127.0.0.1/", "https://good.example\\@127.0.0.1/"),
    *("https://127.0.0.1#@good.example/", "https://127.0.0.1?@good.example/", "https://internal.example/"),
    *("https://metadata.example/", "https://mixed.example/", "https://mapped.example/"),
    *("ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_", "//127.0.0.1/"),
    *("https://good.example\r\nHost: 127.0.0.1/", "https://good.example:22/", "https://ours.example/"),
]  # fmt: skip
NAMES = {
    "good.example": [PUBLIC],
    "internal.example": ["10.0.0.7"],
    "metadata.example": ["169.254.169.254"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "ours.example": [PUBLIC],
}


def names(host, port):
    """Our own names, and what the system makes of a number."""
    if host in NAMES:
        return NAMES[host]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [entry[4][0] for entry in found]


@pytest.fixture
def roads(monkeypatch):
    """Every connection, wherever it wanted to go, ends at one listener here, and is counted."""
    wanted = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port, connect = listener.getsockname()[1], httpcore.SyncBackend.connect_tcp

        def led_here(self, host, *_):
            wanted.append(host)
            return connect(self, "127.0.0.1", port, 1.0)

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", led_here)
        yield wanted
        listener.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                listener.accept()[0].close()


def post(url, *, seconds=5.0, reach=None, trust=None, resolver=names):
    client = VettedHttp(
        reach or Reach(own_domains=frozenset({"ours.example"})),
        local_trust=trust,
        resolver=resolver,
    )
    return client.post(url, b"{}", headers={"content-type": "application/json"}, seconds=seconds)


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_opens_no_connection(roads, url):
    with pytest.raises((DestinationRefused, DestinationUnreachable)):
        post(url, seconds=1)

    assert roads == []


def test_a_good_url_would_have_been_counted(roads):
    with pytest.raises(DestinationUnreachable):
        post("https://good.example/", seconds=0.3)

    assert roads == [PUBLIC]


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(roads):
    answers = [[PUBLIC], ["127.0.0.1"]]
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return answers.pop(0)

    with pytest.raises(DestinationUnreachable):
        post("https://rebinding.example/", seconds=0.3, resolver=rebinding)

    assert (asked, roads) == (["rebinding.example"], [PUBLIC])


def test_of_a_hundred_addresses_a_few_are_tried_and_one_bad_one_is_enough(monkeypatch):
    tried = []

    def refused(self, host, *_):
        tried.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refused)
    many = [f"93.184.215.{n}" for n in range(100)]
    with pytest.raises(DestinationUnreachable, match="connect"):
        post("https://many.example/", resolver=lambda *_: many)
    assert len(tried) == 4
    with pytest.raises(DestinationRefused, match="address"):
        post("https://many.example/", resolver=lambda *_: [*many, "10.0.0.1"])
    assert len(tried) == 4


def test_of_many_addresses_those_that_every_network_can_route_come_first(roads):
    both = [f"2606:4700::{n}" for n in range(8)] + [PUBLIC]
    with pytest.raises(DestinationUnreachable):
        post("https://both.example/", seconds=0.3, resolver=lambda *_: both)

    assert roads == [PUBLIC]


def test_a_resolver_that_never_answers_is_not_waited_for():
    asked = threading.Event()
    with pytest.raises(DestinationUnreachable, match="timeout"):
        post("https://slow.example/", seconds=0.3, resolver=lambda *_: asked.wait(5) and [])
    asked.set()


def test_a_name_without_addresses_is_unreachable():
    for answer in (lambda *_: [], lambda *_: (_ for _ in ()).throw(socket.gaierror())):
        with pytest.raises(DestinationUnreachable, match="dns"):
            post("https://nobody.example/", resolver=answer)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def here(authority):
    """Post to a server on this machine, as a developer may."""

    def post_here(url, *, seconds=5.0, trust=authority.file):
        return post(
            url,
            seconds=seconds,
            trust=trust,
            reach=Reach(loopback=True),
            resolver=lambda *_: ["127.0.0.1"],
        )

    return post_here


@contextlib.contextmanager
def raw_server(context, talk):
    """TLS, the whole request, and then whatever `talk` does with the socket."""

    def serve():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with context.wrap_socket(connection, server_side=True) as secured:
                heard = b""
                while not heard.endswith(b"\r\n\r\n{}"):
                    heard += secured.recv(65536)
                talk(secured)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}/"
    thread.join(10)


def test_a_post_arrives_with_its_name_its_headers_and_its_body(authority, here):
    with receiving(authority.context("localhost")) as receiver:
        reply = here(receiver.url + "?a=b")

    (received,) = receiver.received
    assert (reply.status, reply.body) == (200, b"ok")
    assert (received.path, received.body) == ("/hook?a=b", b"{}")
    assert received.headers["host"] == f"localhost:{receiver.port}"
    assert received.headers["accept-encoding"] == "identity"
    assert received.headers["content-type"] == "application/json"


def test_a_redirect_is_an_answer_and_is_not_followed(authority, here):
    with receiving(authority.context("localhost")) as receiver:
        receiver.answers = [302]
        assert here(receiver.url).status == 302

    assert len(receiver.received) == 1


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "https_proxy"])
def test_a_proxy_of_the_environment_is_not_asked(monkeypatch, authority, here, name):
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    with receiving(authority.context("localhost")) as receiver:
        assert here(receiver.url).status == 200


@pytest.mark.parametrize(
    "fault", ["expired", "another name", "an unknown authority", "self-signed"]
)
def test_a_bad_certificate_is_refused_and_nothing_is_sent(tmp_path, authority, here, fault):
    stranger = Authority(tmp_path)
    context = {
        "expired": lambda: authority.context("localhost", ended=timedelta(days=2)),
        "another name": lambda: authority.context("other.example"),
        "an unknown authority": lambda: stranger.context("localhost"),
        "self-signed": stranger.self_signed,
    }[fault]()
    with receiving(context) as receiver, pytest.raises(DestinationUnreachable, match="tls"):
        here(receiver.url)

    assert receiver.received == []


def test_without_being_told_so_a_local_authority_is_not_trusted(authority, here):
    with (
        receiving(authority.context("localhost")) as receiver,
        pytest.raises(DestinationUnreachable, match="tls"),
    ):
        here(receiver.url, trust=None)


def test_a_server_that_speaks_no_tls_is_not_spoken_to_in_plain(here):
    heard = []

    def serve():
        connection, _ = listener.accept()
        with connection:
            heard.append(connection.recv(4096))
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(DestinationUnreachable, match="tls"):
            here(f"https://localhost:{listener.getsockname()[1]}/")
        thread.join()
    assert b"POST" not in heard[0]


def drip(start):
    def talk(connection):
        connection.sendall(start)
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(b"a")
                time.sleep(0.05)

    return talk


def mute(connection):
    time.sleep(1.5)


@pytest.mark.parametrize(
    "talk",
    [mute, drip(b""), drip(b"HTTP/1.1 200 OK\r\nx: "), drip(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n")],
    ids=["mute", "drips its status", "drips a header", "drips its body"],
)  # fmt: skip
def test_the_deadline_holds_whatever_the_server_does(authority, here, talk):
    with (
        raw_server(authority.context("localhost"), talk) as url,
        pytest.raises(DestinationUnreachable, match="timeout"),
    ):
        here(url, seconds=0.7)


def test_a_server_that_never_shakes_hands_meets_the_deadline(here):
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(DestinationUnreachable, match="timeout"),
    ):
        here(f"https://localhost:{listener.getsockname()[1]}/", seconds=0.4)


def flood(start, chunk):
    def talk(connection):
        with contextlib.suppress(OSError):
            connection.sendall(start)
            for _ in range(20_000):
                connection.sendall(chunk)

    return talk


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        (flood(b"HTTP/1.1 200 OK\r\n", b"x: " + b"y" * 4096 + b"\r\n"), "protocol"),
        (flood(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 4096), "protocol"),
        (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "too_large"),
        (lambda c: c.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"), "protocol"),
        (lambda c: c.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"), "protocol"),
        (lambda c: None, "protocol"),
    ],
    ids=["many headers", "one header", "interim answers", "no http", "nonsense", "hangs up"],
)
def test_what_is_no_answer_is_no_answer_and_costs_little(authority, here, talk, reason):
    with (
        raw_server(authority.context("localhost"), talk) as url,
        pytest.raises(DestinationUnreachable, match=reason),
    ):
        here(url)


def test_of_ten_gigabytes_the_first_kilobytes_are_read(authority, here):
    start = b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n"
    with raw_server(authority.context("localhost"), flood(start, b"y" * 65536)) as url:
        reply = here(url)

    assert (reply.status, len(reply.body)) == (200, MAX_BODY)


def test_a_compressed_answer_is_refused_and_not_inflated(authority, here):
    bomb = gzip.compress(b"\0" * 10_000_000)
    head = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(bomb)
    with (
        raw_server(authority.context("localhost"), lambda c: c.sendall(head + bomb)) as url,
        pytest.raises(DestinationUnreachable, match="encoding"),
    ):
        here(url)


def test_a_header_cannot_carry_another(authority, here):
    client = VettedHttp(
        Reach(loopback=True), local_trust=authority.file, resolver=lambda *_: ["127.0.0.1"]
    )
    with (
        receiving(authority.context("localhost")) as receiver,
        pytest.raises(DestinationUnreachable),
    ):
        client.post(receiver.url, b"", headers={"x": "a\r\nhost: evil"}, seconds=2)

    assert receiver.received == []
