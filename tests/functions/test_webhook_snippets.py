"""The snippets of docs/webhooks.md do what they say, in their own languages."""

import json
import re
import shutil
import subprocess
import time

import pytest

from studio.domain.webhook import signature
from tests.template.source import ROOT

PAGE = (ROOT / "docs/webhooks.md").read_text()
SECRET = "whsec_" + "c2VjcmV0"
BODY = '{"jobId": "1", "metadata": "é"}'.encode()


def snippet(language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def python(header, body):
    names = {}
    exec(snippet("python"), names)  # noqa: S102 - our own page
    return names["is_genuine"](header, body, SECRET)


def javascript(header, body):
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    call = f"isGenuine({json.dumps(header)}, Buffer.from('{body.hex()}', 'hex'), '{SECRET}')"
    program = f"{snippet('javascript')}\nprocess.stdout.write(JSON.stringify({call}))"
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("is_genuine", [python, javascript])
def test_the_pages_snippet_tells_ours_from_others(is_genuine):
    now = int(time.time())
    ours = signature(BODY, secret=SECRET, at=now)

    assert is_genuine(ours, BODY) is True
    assert is_genuine(ours, BODY + b" ") is False
    assert is_genuine(signature(BODY, secret=SECRET + "x", at=now), BODY) is False
    assert is_genuine(signature(BODY, secret=SECRET, at=now - 301), BODY) is False
    assert is_genuine(f"t={now},v1=00", BODY) is False
