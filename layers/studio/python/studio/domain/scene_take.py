"""A scene between being composed and being in the video: its code, and how it fared."""

from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.problem import Problem
from studio.domain.script import SceneCode

MOST_REPAIRS: Final = 3
"""Of one scene by a model; then it is filmed as it is, or plainly."""


class SceneTake(BaseModel):
    """The newest code of one scene. `problems` are of this code and of no older one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: SceneCode
    problems: tuple[Problem, ...] = ()
    mended: tuple[str, ...] = Field(default=(), description="what needed no model to be repaired")
    repairs: int = Field(default=0, ge=0, description="times a model was asked to repair it")
    given_up: str | None = Field(default=None, description="why nobody repairs it any more")
    clip: str | None = Field(default=None, description="file name of the newest clip of this scene")
    warning: str | None = Field(default=None, description="what that clip's viewer is to know")

    @property
    def number(self) -> int:
        return self.code.number

    @property
    def repairable(self) -> bool:
        return self.given_up is None and self.repairs < MOST_REPAIRS

    def recoded(self, source: str, *, mended: tuple[str, ...] = ()) -> Self:
        """The same scene with other code, of which nothing is known yet."""
        code = self.code.model_copy(update={"source": source})
        return self.model_copy(
            update={"code": code, "problems": (), "mended": (*self.mended, *mended)}
        )
