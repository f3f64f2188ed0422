"""Somebody else's HTTPS server, on loopback, with a certificate authority of its own."""

import json
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalkboard import verify_webhook_signature

DAY = timedelta(days=1)


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class Authority:
    """Signs certificates that nobody trusts who was not told to."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._sign("A Test's Authority", self._key, issuer=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(_pem(self._certificate))

    def context(self, *names: str, ended: timedelta = -DAY) -> ssl.SSLContext:
        """A server's, with a certificate for these names."""
        key = ec.generate_private_key(ec.SECP256R1())
        file = self._folder / f"{names[0]}.{ended.days}.pem"
        file.write_bytes(_private(key) + _pem(self._sign(names[0], key, *names, ended=ended)))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def self_signed(self) -> ssl.SSLContext:
        """A server's that shows the authority's own certificate."""
        file = self._folder / "self-signed.pem"
        file.write_bytes(_private(self._key) + _pem(self._certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(self, subject, key, *names, ended=-DAY, issuer=False):
        until = datetime.now(UTC) - ended
        builder = (
            x509.CertificateBuilder()
            .subject_name(_named(subject))
            .issuer_name(_named("A Test's Authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(until - 30 * DAY)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=issuer, path_length=None), critical=True)
        )
        if names:
            alternatives = x509.SubjectAlternativeName([_alternative(name) for name in names])
            builder = builder.add_extension(alternatives, critical=False)
        return builder.sign(self._key, hashes.SHA256())


def _alternative(name):
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def verify(header: str, body: bytes, *, secret: str, now: int) -> bool:
    """As a receiver checks a signature that has our SDK."""
    return verify_webhook_signature(body, header, secret, now=now)


@dataclass(frozen=True)
class Received:
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with `answers`, one each, then with 200; keeps what it was sent.

    While it is `held` it does not answer at all; with `echo` it says back what it was sent.
    """

    port: int
    answers: list[int] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    held: bool = False
    echo: bool = False

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/hook"


@contextmanager
def receiving(context: ssl.SSLContext) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(self.path, headers, body))
            while receiver.held:
                time.sleep(0.05)
            said = json.dumps(headers).encode() + body if receiver.echo else b"ok"
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        def get_request(self):
            connection, address = super().get_request()
            return context.wrap_socket(connection, server_side=True), address

        def handle_error(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    receiver = Receiver(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.held = False
        server.shutdown()
        thread.join()
        server.server_close()
