"""A script as it was written: narration with its marks back in place."""

from studio.domain.script import Scene, Script
from studio.domain.visual import Sketch


def marked(scene: Scene) -> str:
    """The narration with `[[k]]` before the word of each cue."""
    words = scene.narration.split()
    before: dict[int, str] = {}
    for number, word in enumerate(scene.cues, start=1):
        before[word] = before.get(word, "") + f"[[{number}]] "
    return " ".join(before.get(i, "") + word for i, word in enumerate(words))


def pictured(scene: Scene) -> str:
    visual = scene.visual
    return visual.picture if isinstance(visual, Sketch) else visual.model_dump_json()


def told(script: Script) -> str:
    """What is said, scene by scene."""
    scenes = (f"{s.number}. {s.title}\n{s.narration}" for s in script.scenes)
    return "\n\n".join((script.title, *scenes))
