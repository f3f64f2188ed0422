"""What was found out about a topic before its script is written."""

from pydantic import BaseModel, ConfigDict


class Research(BaseModel):
    """`summary` is None when nothing was found; `warning` says what a viewer should know of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    summary: str | None = None
    sources: tuple[str, ...] = ()
    warning: str | None = None
