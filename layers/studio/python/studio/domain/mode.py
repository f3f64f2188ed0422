"""Whether a call is for real."""

from typing import Literal

Mode = Literal["live", "test"]
