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


def snippet(language, name):
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    (wanted,) = [one for one in found if f"{name}(" in one]
    return wanted


def defined(name):
    names = {}
    exec(snippet("python", name), names)  # noqa: S102 - our own page
    return names[name]


def python(header, body):
    return defined("is_genuine")(header, body, SECRET)


def chalkboard(header, body):
    return defined("is_from_chalkboard")(header, body, SECRET)


def javascript(header, body):
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    call = f"isGenuine({json.dumps(header)}, Buffer.from('{body.hex()}', 'hex'), '{SECRET}')"
    program = f"{snippet('javascript', 'isGenuine')}\nprocess.stdout.write(JSON.stringify({call}))"
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("is_genuine", [python, javascript, chalkboard])
def test_the_pages_snippet_tells_ours_from_others(is_genuine):
    now = int(time.time())
    ours = signature(BODY, SECRET, at=now)

    assert is_genuine(ours, BODY) is True
    assert is_genuine(ours, BODY + b" ") is False
    assert is_genuine(signature(BODY, SECRET + "x", at=now), BODY) is False
    assert is_genuine(signature(BODY, SECRET, at=now - 301), BODY) is False
    assert is_genuine(f"t={now},v1=00", BODY) is False


def test_while_a_secret_is_rotated_the_pages_snippet_takes_either():
    now = int(time.time())

    assert chalkboard(signature(BODY, "whsec_bmV3", SECRET, at=now), BODY) is True
    assert chalkboard(signature(BODY, SECRET, "whsec_b2xk", at=now), BODY) is True
    assert chalkboard(signature(BODY, "whsec_bmV3", "whsec_b2xk", at=now), BODY) is False
