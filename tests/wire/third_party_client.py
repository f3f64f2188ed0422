"""A client as an outsider writes it, from the public page alone: standard library, no redirects."""

import contextlib
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
import uuid

TERMINAL = {"completed", "failed", "cancelled"}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Answer:
    """A status, headers in any case, and the bytes."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def detail(self):
        return self.json["detail"]


class Client:
    def __init__(self, base_url, token=None):
        self.base_url, self._token = base_url, token
        self._opener = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))

    @property
    def host(self):
        return self.base_url.removesuffix("/api/v1")

    def at(self, base_url):
        return Client(base_url, self._token)

    def get(self, path, **headers):
        return self.call("GET", path, headers=headers)

    def post(self, path, body=None, key=None):
        headers = {} if key is None else {"Idempotency-Key": key}
        return self.call("POST", path, body=body, headers=headers)

    def delete(self, path):
        return self.call("DELETE", path)

    def call(self, method, path, *, body=None, data=None, headers=()):
        headers = dict(headers)
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        try:
            with self._open(method, path, data, headers) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def upload(self, files, **fields):
        boundary = uuid.uuid4().hex
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="files"; filename="{name}"', content) for name, content in files.items()]
        data = b"".join(
            f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
            + content
            + b"\r\n"
            for head, content in parts
        )
        data += f"--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self.call("POST", "/jobs/upload", data=data, headers=kind)

    def create(self, topic, **options):
        answer = self.post("/jobs", {"topic": topic, **options}, key=str(uuid.uuid4()))
        assert answer.status == 202, (answer.status, answer.body)
        return answer.json

    def poll(self, job_id, seconds=240):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.get(f"/jobs/{job_id}")
            assert answer.status == 200, (answer.status, answer.body)
            if answer.json["status"] in TERMINAL:
                return answer.json
            time.sleep(0.5)
        raise AssertionError(f"{job_id} is still {answer.json['status']} after {seconds} s")

    def stream(self, job_id, last_id=None):
        """Pairs of id and object, up to and with the last one; then the server must have closed."""
        headers = {"Accept": "text/event-stream"}
        if last_id is not None:
            headers["Last-Event-ID"] = last_id
        with self._open("GET", f"/jobs/{job_id}/events", None, headers) as response:
            assert response.status == 200
            assert response.headers.get_content_type() == "text/event-stream"
            yield from messages(response)

    def download(self, job_id, name):
        """The file, checked against the length it was announced with."""
        with self._open("GET", f"/jobs/{job_id}/files/{name}", None, {}) as response:
            assert response.status == 200
            content = response.read()
        assert int(response.headers["Content-Length"]) == len(content)
        return content

    def _open(self, method, path, data, headers):
        known = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        url = f"{self.base_url}{path}"
        request = urllib.request.Request(  # noqa: S310 - http, to this machine
            url, data, {**known, **headers}, method=method
        )
        return self._opener.open(request, timeout=60)


def messages(lines):
    """One `data: ` line of JSON makes a message, as the page says."""
    message_id = None
    for raw in lines:
        line = raw.decode().rstrip("\r\n")
        if line.startswith("id:"):
            message_id = line.removeprefix("id:").strip()
        elif line.startswith("data: "):
            yield message_id, json.loads(line.removeprefix("data: "))


def is_signed(secret, header, body, now=None, tolerance=300):
    """The page's recipe: HMAC-SHA256 of f"{t}.{body}", and not older than five minutes."""
    with contextlib.suppress(ValueError, KeyError):
        parts = dict(part.split("=", 1) for part in header.split(","))
        signed = f"{parts['t']}.".encode() + body
        wanted = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        recent = abs((now or time.time()) - int(parts["t"])) <= tolerance
        return recent and hmac.compare_digest(wanted, parts["v1"])
    return False
