"""How Amazon Bedrock is asked: by its own paths and names, signed, with the schema in words."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from studio.adapters.claude import clients
from studio.adapters.claude.fact_checker import ClaudeFactChecker
from studio.domain.errors import ProviderMisconfigured
from tests.builders import a_brief, a_script
from tests.fakes import FakeMeter


class Denies(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        self.send_response(403)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *said):
        pass


@pytest.fixture
def bedrock(monkeypatch) -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Denies) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("ANTHROPIC_BEDROCK_BASE_URL", f"http://127.0.0.1:{server.server_port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            monkeypatch.setenv(name, "test")
        monkeypatch.setenv("AWS_REGION", "eu-west-1")
        yield server
        server.shutdown()
        thread.join()


def test_bedrock_is_asked_by_the_role_for_a_stream_of_its_own_name_of_the_model(bedrock):
    claude = clients.at_bedrock()

    with pytest.raises(ProviderMisconfigured):
        ClaudeFactChecker(claude).check(a_script(), a_brief(), meter=FakeMeter())
    claude._client.close()

    ((path, headers, body),) = bedrock.asked
    assert path == ("/model/global.anthropic.claude-haiku-5-5/invoke-with-response-stream")
    signed = {name.lower(): value for name, value in headers.items()}["authorization"]
    assert "/eu-west-1/bedrock/aws4_request" in signed
    assert "format" not in body["output_config"]
    assert '"approved"' in str(body["messages"])
    assert body["system"][0]["cache_control"] == {"type": "ephemeral"}
