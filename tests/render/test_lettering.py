"""Files of lettering are whole from the moment they are there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from render.speedups.lettering import PATCHES, _whole


@pytest.mark.parametrize("place", [0, 2])
def test_a_file_of_lettering_has_its_name_only_when_it_is_whole(place: int, tmp_path: Path) -> None:
    file = tmp_path / "text.svg"

    def draw(*arguments: Any) -> None:
        begun = Path(arguments[place])
        begun.write_text("<svg")
        assert not file.exists()
        begun.write_text("<svg/>")

    drawn: Callable[..., str] = _whole(draw, place)

    assert drawn(*["text"] * place, str(file), 0) == str(file)
    assert [each.name for each in tmp_path.iterdir()] == ["text.svg"]
    assert file.read_text() == "<svg/>"


def test_both_kinds_of_lettering_are_drawn_so() -> None:
    assert [patch.name for patch in PATCHES] == ["text2svg", "text2svg"]
