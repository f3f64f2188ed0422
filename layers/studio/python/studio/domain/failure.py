"""Why a job failed, in words for the person who sent it."""

import json
from typing import Final

from studio.domain import errors

MAX_CHARS: Final = 2000
_KILLED: Final = 137
_STAGES: Final = {
    "MarkRunning": "Starting",
    "FetchContext": "Fetching the pages",
    "PlanReading": "Preparing to read the files",
    "ReadContext": "Reading the files",
    "WriteScript": "Writing the script",
    "SynthesizeVoice": "Synthesizing the voice",
    "ComposeScenes": "Composing the scenes",
    "MakeScenes": "Making the scenes",
    "ReuseNarration": "Reusing script and voice",
    "CheckScenes": "Checking the scenes",
    "RepairScenes": "Repairing scenes",
    "PlanRender": "Planning the render",
    "RenderVideo": "Rendering",
    "RenderParts": "Rendering",
    "JudgeTake": "Judging what was rendered",
    "JoinParts": "Joining the parts of the video",
    "MarkSucceeded": "Finishing",
}


def readable_reason(stage: str, error: str, cause: str) -> str:
    """Turn what the state machine caught into a sentence.

    `error` is the ASL error name and `cause` its JSON cause: a Lambda error, an
    ECS task, plain text, or one of these with the stage of a parallel branch that it is of.
    """
    branch = _parse(cause)
    if isinstance(branch.get("stage"), str):
        stage, cause = str(branch["stage"]), str(branch.get("cause", ""))
    doing = _STAGES.get(stage, stage)
    if error in {"States.Timeout", "Sandbox.Timedout"}:
        return f"{doing} took too long and was stopped."
    if error == "States.TaskFailed":
        return f"{doing} failed: {_exit_reason(_parse(cause))}"
    message = str(_parse(cause).get("errorMessage") or cause).strip()
    if issubclass(getattr(errors, error, Exception), errors.StudioError):
        return f"{doing} failed: {message}"[:MAX_CHARS]
    return f"{doing} failed because of an error on our side ({error})."


def _exit_reason(task: dict[str, object]) -> str:
    containers = task.get("Containers")
    first = containers[0] if isinstance(containers, list) and containers else {}
    code = first.get("ExitCode") if isinstance(first, dict) else None
    if code == _KILLED:
        return "the renderer was killed (exit code 137: out of memory, or stopped from outside)."
    if code is None:
        return f"the renderer did not start ({task.get('StoppedReason') or 'no reason given'})."
    return f"the renderer ended with exit code {code}."


def _parse(cause: str) -> dict[str, object]:
    try:
        parsed = json.loads(cause)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
