"""Lists what the installed Manim and stagecraft offer, for code that must know it without them.

    python -m render.manim_listing

writes `studio/domain/manim_names/public.py` and `accepted.py` again; a test compares them.
"""

import importlib
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import manim

import studio.domain

_FOLDER: Final = Path(studio.domain.__path__[0]) / "manim_names"
_WIDTH: Final = 98
_PASSED_ON_ELSEWHERE: Final = {
    "ApplyMethod", "CyclicReplace", "DecimalTable", "FadeTransformPieces", "Flash", "ImageMobject",
    "IntegerTable", "LaggedStartMap", "MathTable", "MathTypst", "MobjectTable", "Paragraph",
    "Rotating", "ShowPassingFlashWithThinningStrokeWidth", "Swap", "TransformMatchingAbstractBase",
    "TransformMatchingShapes", "TransformMatchingTex", "Typst", "TypstCode",
    "VMobjectFromSVGPath",
}  # fmt: skip
"""Classes that hand keywords to something else than what they extend."""

_SELDOM: Final = {
    "AnimatedBoundary", "ArcPolygonFromArcs", "BackgroundColoredVMobjectDisplayer", "Banner",
    "LinearBase", "ManimBanner", "MaintainPositionRelativeTo", "PhaseFlow", "PointCloudDot",
    "SampleSpace", "TransformAnimations", "TrueDot", "VDict", "VectorizedPoint",
}  # fmt: skip
"""Classes that scenes hardly ever name."""

_TAKEN_FROM_KEYWORDS: Final = {
    "Arrow": "tip_shape",
    "CurvedArrow": "tip_shape",
    "CurvedDoubleArrow": "tip_shape tip_shape_end tip_shape_start",
    "DoubleArrow": "tip_shape tip_shape_end tip_shape_start",
    "MathTex": "tex_template",
    "NumberPlane": "axis_config y_axis_config",
    "Text": "text2color text2font text2gradient text2slant text2weight",
    "Unwrite": "run_time lag_ratio",
    "Write": "run_time lag_ratio remover",
}


def main() -> None:
    for name, text in listings().items():
        (_FOLDER / name).write_text(text)


def listings() -> dict[str, str]:
    """File names, and what they are to hold."""
    stagecraft = importlib.import_module("stagecraft")
    ours = {name for name in stagecraft.__all__ if not name.startswith("_")}
    theirs = {name for name in vars(manim) if not name.startswith("_")}
    public = [
        '"""Public names of Manim and of stagecraft; `render.manim_listing` writes this."""',
        "",
        "from typing import Final",
        "",
        "from studio.domain.manim_names.words import words",
        "",
        *_block("MANIM", sorted(theirs)),
        *_block("STAGECRAFT", sorted(ours - theirs)),
    ]
    accepted = [
        '"""Keywords that Manim\'s classes take by themselves; `render.manim_listing` writes this.',
        "",
        "A line is a class, what it extends, and its own keywords; `!`: it takes no others.",
        '"""',
        "",
        "from typing import Final",
        "",
        'CLASSES: Final = """',
        *(line for each in _closed() for line in _described(each)),
        '"""',
    ]
    return {"public.py": "\n".join(public) + "\n", "accepted.py": "\n".join(accepted) + "\n"}


def _block(name: str, words: Iterable[str]) -> list[str]:
    lines = textwrap.wrap(" ".join(words), _WIDTH, break_long_words=False)
    return [f"{name}: Final = words(", '    """', *lines, '"""', ")"]


def _closed() -> list[type]:
    """Mobjects and animations of which every keyword is known."""
    kinds = (manim.Mobject, manim.Animation)
    public = [
        each
        for each in vars(manim).values()
        if inspect.isclass(each)
        and issubclass(each, kinds)
        and not issubclass(each, manim.ArrowTip)
        and each.__name__ not in _SELDOM
        and _is_closed(each)
    ]
    found = {base for each in public for base in each.__mro__ if base is not object}
    return sorted(found, key=lambda each: each.__name__)


def _is_closed(each: type) -> bool:
    for base in each.__mro__:
        if base.__name__ in _PASSED_ON_ELSEWHERE:
            return False
        if base in (manim.Mobject, manim.Animation):
            return True
    return False


def _described(each: type) -> Iterator[str]:
    bases = "+".join(base.__name__ for base in each.__bases__) + ("!" if _is_sealed(each) else "")
    words = [*_own_keywords(each), *_TAKEN_FROM_KEYWORDS.get(each.__name__, "").split()]
    head = f"{each.__name__} {bases}"
    room = _WIDTH - len(head)
    yield from (f"{head} {part}".rstrip() for part in textwrap.wrap(" ".join(words), room) or [""])


def _is_sealed(each: type) -> bool:
    """What it does not take itself, it does not pass on."""
    if "__init__" not in vars(each):
        return False
    parameters = inspect.signature(vars(each)["__init__"]).parameters.values()
    return not any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters)


def _own_keywords(each: type) -> list[str]:
    if "__init__" not in vars(each):
        return []
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    parameters = inspect.signature(vars(each)["__init__"]).parameters.values()
    return [p.name for p in parameters if p.kind in kinds and p.name != "self"]


if __name__ == "__main__":
    main()
