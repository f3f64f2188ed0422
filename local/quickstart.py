"""A first request to the Kodisc API, ready to paste."""

import json

from local.keys import Credentials

SCENE = """\
from manim import *

class HelloKodisc(Scene):
    def construct(self):
        self.play(Write(Text("Hello, Kodisc")))
        self.wait(1)
"""


def quickstart(keys: Credentials) -> str:
    body = json.dumps({"code": SCENE, "className": "HelloKodisc"}, indent=2)
    return f"""\
curl --request POST \\
  --url {keys.kodisc_url}/render \\
  --header 'Authorization: Bearer {keys.kodisc}' \\
  --header 'Content-Type: application/json' \\
  --header 'Prefer: wait=25' \\
  --data '{body}'"""
