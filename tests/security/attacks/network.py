"""Attacks that look for a way to anybody else."""

import array
import ctypes
import os
import socket

import av

from jail.kernel import LIBC
from jail.syscalls import NUMBERS
from tests.security.stage import Stage, attack

_FAMILIES = {
    "INET": (2, socket.SOCK_STREAM),
    "UDP": (2, socket.SOCK_DGRAM),
    "RAW": (2, socket.SOCK_RAW),
    "INET6": (10, socket.SOCK_STREAM),
    "UNIX": (1, socket.SOCK_STREAM),
    "NETLINK": (16, socket.SOCK_RAW),
    "PACKET": (17, socket.SOCK_RAW),
    "RXRPC": (33, socket.SOCK_DGRAM),
    "ALG": (38, socket.SOCK_SEQPACKET),
    "VSOCK": (40, socket.SOCK_STREAM),
}


@attack()
def fetch_the_metadata(stage: Stage) -> object:
    client = socket.socket()
    client.connect(("127.0.0.1", stage.port))
    return client.send(b"GET /v2/credentials HTTP/1.0\r\n\r\n")


@attack()
def open_a_socket_of_any_family(stage: Stage) -> object:
    opened = []
    for name, (family, kind) in _FAMILIES.items():
        try:
            socket.socket(family, kind).close()
        except OSError:
            continue
        opened.append(name)
    return opened


@attack()
def listen_on_a_port(stage: Stage) -> object:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return True


@attack()
def call_on_the_supervisor(stage: Stage) -> object:
    client = socket.socket(socket.AF_UNIX)
    client.connect(str(stage.root / "stream.sock"))
    return True


@attack()
def reconnect_a_socket_pair(stage: Stage) -> object:
    one, other = socket.socketpair()
    one.send(b"x")
    assert other.recv(1) == b"x"
    one.connect(str(stage.root / "stream.sock"))
    return True


@attack()
def address_a_datagram_from_a_pair(stage: Stage) -> object:
    one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    one.sendmsg([b"hello"], [], 0, str(stage.root / "datagram.sock"))
    return True


@attack()
def send_to_an_address_from_a_stream_pair(stage: Stage) -> object:
    one, _ = socket.socketpair()
    return one.sendto(b"hello", str(stage.root / "datagram.sock"))


@attack()
def hide_a_descriptor_in_flight(stage: Stage) -> object:
    one, _ = socket.socketpair()
    descriptors = array.array("i", [os.open(".", os.O_RDONLY)])
    return one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])


@attack()
def bind_by_raw_system_calls(stage: Stage) -> object:
    one, _ = socket.socketpair()
    address = ctypes.create_string_buffer(b"\x01\x00\x00inside", 9)
    answers = [
        LIBC.syscall(NUMBERS[name], one.fileno(), address, 9) for name in ("bind", "connect")
    ]
    return 0 in answers


@attack()
def have_the_video_library_fetch(stage: Stage) -> object:
    try:
        av.open(f"http://127.0.0.1:{stage.port}/clip.mp4", timeout=1)
    except av.FFmpegError as error:
        raise OSError(str(error)) from None
    return True
