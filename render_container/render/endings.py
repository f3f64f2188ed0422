"""What to tell the author of a scene that was stopped, or that ended its own process."""

import signal
from typing import Final

from jail import Ending as How
from render.crew import Ending
from render.runs import PLATFORM_UNSAFE

_SENTENCES: Final[dict[str, str]] = {
    How.WALL_TIMEOUT: "The scene took longer than {limit:.0f} seconds to film and was stopped.",
    How.CPU_LIMIT: "The scene used more processor time than it is given and was stopped.",
    How.MEMORY: "The scene used more memory than it is given (3 GB) and was stopped.",
    How.DISK: "The scene wrote more files than it is given room for (3 GB) and was stopped.",
    How.FILE_TOO_BIG: "The scene wrote a file that is too big (more than 2 GB) and was stopped.",
    How.LOG_FLOOD: "The scene printed too much and was stopped.",
    How.SANDBOX_VIOLATION: (
        "The scene made a system call that no scene may make and was stopped (sandbox_violation)."
    ),
}


def sentence(ending: Ending, limit: float) -> str:
    """For an ending whose trouble is known."""
    known = _SENTENCES.get(ending.how)
    if known:
        return known.format(limit=limit)
    trouble = ending.trouble or ""
    if trouble.startswith(PLATFORM_UNSAFE):
        return trouble
    if ending.how == How.USER_ERROR:
        died = trouble.removeprefix("killed by ")
        if died in signal.Signals.__members__:
            return f"The scene's process crashed ({died})."
        return f"The scene ended its own process: it {trouble}."
    return f"The scene could not be filmed: {trouble}."
