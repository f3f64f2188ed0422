"""What runs already is not to be touched."""

from pathlib import Path

import pytest

from studio.domain.scene_repair import Mended, repair

_ROOT = Path(__file__).parents[2]

_SOUND = [
    *(_ROOT / "tests/render/corpus/scenes").glob("*.py"),
    *(_ROOT / "render_container/bench_scenes").rglob("*.py"),
    _ROOT / "render_container/stagecraft/examples.py",
]


@pytest.mark.parametrize("path", _SOUND, ids=lambda path: path.stem)
def test_scenes_that_run_stay_as_they_are(path):
    source = path.read_text()

    assert repair(source) == Mended(source, ())
