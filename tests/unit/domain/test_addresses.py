import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.addresses import HTTPS, Reach, is_loopback, is_public
from studio.domain.errors import DestinationRefused
from studio.domain.webhook_url import checked

INTERNAL = [
    *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.1.2.3", "169.254.169.254"),  # noqa: S104
    *("169.254.170.2", "169.254.100.1", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.192"),
    *("192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::"),
    *("2620:4f:8000::1", "3ffe::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254"),
    *("fe80::1", "fe80::1%eth0", "2606:4700::1%1", "fec0::1", "ff02::1", "127.1", "0x7f000001"),
    *("2130706433", "localhost", "", "8.8.8.8 ", "08.8.8.8"),
]


@pytest.mark.parametrize("address", INTERNAL)
def test_an_address_that_is_not_anybodys_is_not_public(address):
    assert not is_public(address)
    assert not Reach().allows(address, HTTPS)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_an_address_of_the_internet_is_public_and_reached_at_the_one_port(address):
    assert is_public(address)
    assert Reach().allows(address, HTTPS)
    assert not any(Reach(loopback=True).allows(address, port) for port in (22, 80, 8443))


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
    ],
)
def test_a_developer_reaches_their_own_machine_and_nothing_else_internal(address, is_ours):
    assert is_loopback(address) is is_ours
    assert Reach(loopback=True).allows(address, 9999) is is_ours
    assert not Reach().allows(address, HTTPS)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.com/", "url"),
        ("HTTP://example.com/", "url"),
        ("ftp://example.com/", "url"),
        ("file:///etc/passwd", "url"),
        ("https:/example.com/", "url"),
        ("https://", "url"),
        ("https:///path", "url"),
        ("//example.com/", "url"),
        ("https://me@example.com/", "url"),
        ("https://example.com@127.0.0.1/", "url"),
        ("https://example.com\\@127.0.0.1/", "url"),
        ("https://127.0.0.1\\.example.com/", "url"),
        ("https://example.com/\r\nHost: evil", "url"),
        ("https://exa\tmple.com/", "url"),
        (" https://example.com/", "url"),
        ("https://example.com/a b", "url"),
        ("https://example.com/\u202e", "url"),
        ("https://example.com/\x00", "url"),
        ("https://%31%32%37.0.0.1/", "url"),
        ("https://[fe80::1%25eth0]/", "url"),
        ("https://127\u30020\u30020\u30021/", "url"),
        ("https://\u2460\u2461\u2466.0.0.1/", "url"),
        ("https://b\u00fccher.example/", "url"),
        ("https://127.1/", "url"),
        ("https://2130706433/", "url"),
        ("https://0x7f.0.0.1/", "url"),
        ("https://0x7f000001/", "url"),
        ("https://017700000001/", "url"),
        ("https://127.0.0.0x1/", "url"),
        ("https://0177.0.0.1/", "url"),
        ("https://1.2.3.4.5/", "url"),
        ("https://[::1/", "url"),
        ("https://[v1.x]/", "url"),
        ("https://example.com./", "url"),
        ("https://.example.com/", "url"),
        ("https://-.example.com/", "url"),
        ("https://" + "a" * 64 + ".com/", "url"),
        ("https://" + "a." * 130 + "com/", "url"),
        ("https://example.com:99999/", "url"),
        ("https://example.com:x/", "url"),
        ("https://example.com:0/", "url"),
        ("https://example.com/" + "a" * 2048, "url"),
        ("https://example.com:80/", "port"),
        ("https://example.com:22/", "port"),
        ("https://example.com:8443/", "port"),
        ("https://api.ours.example/live/api/v2/render", "own_domain"),
        ("https://API.Ours.Example/", "own_domain"),
        ("https://x.api.ours.example/", "own_domain"),
    ],
)  # fmt: skip
def test_a_url_that_is_not_plainly_https_to_a_name_is_refused(url, reason):
    with pytest.raises(DestinationRefused) as refused:
        Reach(own_domains=frozenset({"api.ours.example"})).destination(url)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "url", ["https://127.1/", "https://bücher.example/", "https://a@b.example/"]
)
def test_a_job_is_not_even_ordered_with_such_a_url(url):
    with pytest.raises(ValueError, match="https"):
        checked(url)


def test_a_job_may_be_ordered_with_a_url_that_only_a_developer_can_call():
    assert checked("https://localhost:8443/hook") == "https://localhost:8443/hook"


@pytest.mark.parametrize(
    ("url", "authority", "target"),
    [
        ("https://Example.com", "example.com", "/"),
        ("https://example.com:443/a/b?c=d&e=%20#f", "example.com", "/a/b?c=d&e=%20"),
        ("https://example.com?q", "example.com", "/?q"),
        ("https://xn--bcher-kva.example/\u00fc", "xn--bcher-kva.example", "/%C3%BC"),
        ("https://[2606:4700::1111]/", "[2606:4700::1111]", "/"),
        ("https://my_hooks.example/", "my_hooks.example", "/"),
    ],
)
def test_a_plain_url_is_taken_apart(url, authority, target):
    destination = Reach().destination(url)

    assert (destination.authority, destination.target) == (authority, target)
    assert destination.port == HTTPS


@given(st.text(max_size=60), st.sampled_from(["", "https://", "https://a.example/", "https://["]))
def test_no_text_is_anything_but_a_destination_or_refused(text, before):
    try:
        destination = Reach().destination(before + text)
    except DestinationRefused:
        return

    assert destination.port == HTTPS
    assert destination.host
    assert (destination.host + destination.target).isascii()
    assert (destination.host + destination.target).isprintable()
    assert " " not in destination.target
