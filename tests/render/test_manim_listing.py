import inspect
from pathlib import Path

import manim
import pytest

import studio.domain
from render.manim_listing import listings
from studio.domain.manim_names.keywords_of import accepted
from studio.domain.manim_names.public import MANIM
from studio.domain.manim_names.renamed import COLOURS, METHODS, NAMES

_FOLDER = Path(studio.domain.__path__[0]) / "manim_names"


@pytest.mark.parametrize(("name", "text"), listings().items())
def test_what_is_listed_is_what_is_installed(name, text):
    """`python -m render.manim_listing` writes it again."""
    assert (_FOLDER / name).read_text() == text


def test_what_counts_as_former_is_not_here():
    assert not MANIM & set(NAMES)
    assert not MANIM & set(COLOURS)


@pytest.mark.parametrize("new", sorted(set(NAMES.values())))
def test_what_is_written_instead_is_here(new):
    holder = manim if new != "np.linalg.norm" else None
    for name in new.split(".") if holder else []:
        holder = getattr(holder, name)


@pytest.mark.parametrize(("old", "new"), METHODS.items())
def test_a_former_method_is_nowhere_and_its_successor_somewhere(old, new):
    classes = [each for each in vars(manim).values() if inspect.isclass(each)]

    assert not any(hasattr(each, old) for each in classes)
    assert any(hasattr(each, new) for each in classes)


@pytest.mark.parametrize(
    "name", ["Circle", "Square", "Text", "MathTex", "Axes", "FadeIn", "FadeOut", "Create", "Arrow"]
)
def test_a_class_is_known_to_take_what_it_takes(name):
    parameters = inspect.signature(getattr(manim, name).__init__).parameters

    named = {each.name for each in parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD}
    assert named - {"self"} <= accepted(name)


def test_a_keyword_that_is_unknown_is_refused_by_manim_as_well():
    for build in (manim.Circle, manim.Square, manim.Axes, manim.VGroup, manim.NumberLine):
        with pytest.raises(TypeError, match="nonsense"):
            build(nonsense=1)
        assert "nonsense" not in accepted(build.__name__)
