"""Scenes as models write them: good ones, and one for each class of mistake that they make."""

from typing import Final

from tests.fakes.scenes.crashes import CRASHES
from tests.fakes.scenes.endless import ENDLESS
from tests.fakes.scenes.good import GOOD
from tests.fakes.scenes.layout import LAYOUT
from tests.fakes.scenes.names import NAMES
from tests.fakes.scenes.scene import BrokenScene, GoodScene, numbered

BROKEN: Final = (*NAMES, *CRASHES, *ENDLESS, *LAYOUT)

__all__ = ["BROKEN", "GOOD", "BrokenScene", "GoodScene", "broken", "numbered"]


def broken(name: str) -> BrokenScene:
    return next(scene for scene in BROKEN if scene.name == name)
