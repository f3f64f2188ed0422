"""Whether a script says what is true."""

from typing import Final

from pydantic import BaseModel, ConfigDict

MOST_DRAFTS: Final = 3
"""After so many the last one is filmed, and its notes are a warning (pipeline.md B.5)."""


class FactCheck(BaseModel):
    """`notes` say what to change, and are empty for a script that is approved."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    approved: bool
    notes: str = ""
