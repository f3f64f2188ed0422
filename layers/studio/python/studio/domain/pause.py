"""The service takes no orders for a while."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

USUAL_SECONDS: Final = 300


class Pause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    since: datetime
    retry_after: int = Field(default=USUAL_SECONDS, ge=1, description="seconds")
    reason: str = Field(default="", description="for operators; callers are not told")
