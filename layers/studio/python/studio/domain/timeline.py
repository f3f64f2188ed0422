"""What happened to a job, in order: its timeline, and the progress that follows from it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from studio.domain.render import RenderProgress


class Stage(StrEnum):
    QUEUED = "queued"
    FETCHING_PAGES = "fetching_pages"
    READING_FILES = "reading_files"
    RESEARCHING = "researching"
    WRITING_SCRIPT = "writing_script"
    CHECKING_FACTS = "checking_facts"
    SYNTHESIZING_VOICE = "synthesizing_voice"
    COMPOSING_SCENES = "composing_scenes"
    CHECKING_SCENES = "checking_scenes"
    REPAIRING_SCENES = "repairing_scenes"
    PLANNING_RENDER = "planning_render"
    RENDERING = "rendering"
    REVIEWING = "reviewing"
    DONE = "done"


COMES_AGAIN: Final = frozenset(
    {
        Stage.WRITING_SCRIPT,
        Stage.CHECKING_FACTS,
        Stage.COMPOSING_SCENES,
        Stage.CHECKING_SCENES,
        Stage.REPAIRING_SCENES,
        Stage.RENDERING,
    }
)
"""Stages that a job may be in again: it then is in that stage, as far on as it was."""


class Happening(StrEnum):
    ACCEPTED = "accepted"
    STARTED = "started"
    FETCHING = "fetching"
    PAGES_FETCHED = "pages_fetched"
    READING = "reading"
    FILES_READ = "files_read"
    RESEARCHING = "researching"
    RESEARCHED = "researched"
    SCRIPT_WRITTEN = "script_written"
    CHECKING_FACTS = "checking_facts"
    FACTS_CHECKED = "facts_checked"
    SCENE_VOICED = "scene_voiced"
    NARRATION_REUSED = "narration_reused"
    COMPOSING = "composing"
    SCENE_COMPOSED = "scene_composed"
    SCENES_COMPOSED = "scenes_composed"
    SCENES_CHECKED = "scenes_checked"
    SCENE_REPAIRED = "scene_repaired"
    RENDER_PLANNED = "render_planned"
    RENDER_PROGRESSED = "render_progressed"
    TAKE_JUDGED = "take_judged"
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    QUIZ_WRITTEN = "quiz_written"
    MODEL_CALLED = "model_called"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    WARNED = "warned"


class Progress(BaseModel):
    """The stage being worked on, and how much of the whole job is behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Stage = Stage.QUEUED
    percent: int = Field(default=0, ge=0, le=100)


class JobEvent(BaseModel):
    """One thing that happened. Ids order the events of one job."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    at: datetime
    happening: Happening
    progress: Progress | None = Field(default=None, description="None leaves it where it was")
    detail: dict[str, JsonValue] = Field(default_factory=dict)


ENDS: Final = frozenset({Happening.SUCCEEDED, Happening.FAILED, Happening.CANCELLED})

SCENE_STARTS: Final = 1
READING_STARTS: Final = 1
SCRIPT_STARTS: Final = 1
PAGES_ARE_FETCHED: Final = 2
FILES_ARE_READ: Final = 4
FACTS_CHECK_STARTS: Final = 6
VOICE_STARTS: Final = 8
COMPOSING_STARTS: Final = 8
COMPOSING_ENDS: Final = 12
"""Beside the voice, which mostly takes longer, and of whose time the percents above are."""

PLANNING_STARTS: Final = 26
RENDER_STARTS: Final = 28
RENDER_ENDS: Final = 99


def after_voice(done: int, scenes: int) -> Progress:
    share = (PLANNING_STARTS - COMPOSING_ENDS) * done // (scenes + 1)
    return Progress(stage=Stage.SYNTHESIZING_VOICE, percent=COMPOSING_ENDS + share)


def after_composing(done: int, scenes: int) -> Progress:
    share = (COMPOSING_ENDS - COMPOSING_STARTS) * done // scenes
    return Progress(stage=Stage.COMPOSING_SCENES, percent=COMPOSING_STARTS + share)


def during_render(render: RenderProgress) -> Progress:
    share = (RENDER_ENDS - RENDER_STARTS) * render.percent // 100
    return Progress(stage=Stage.RENDERING, percent=RENDER_STARTS + share)
