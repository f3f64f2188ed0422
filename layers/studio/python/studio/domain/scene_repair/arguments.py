"""Arguments that are given in another shape than the class of Manim takes."""

import ast
from collections.abc import Callable, Iterator
from typing import Final

from studio.domain.manim_names.public import MANIM
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module, keyword, number
from studio.domain.scene_repair.ranges import rewritten

_OLD_SIZE: Final = 48
_LARGEST_SCALE: Final = 6
_LETTERS: Final = {"Text", "MarkupText", "Tex", "MathTex"}
_WEIGHTS: Final = {
    "bold": "BOLD",
    "normal": "NORMAL",
    "italic": "ITALIC",
    "light": "LIGHT",
    "oblique": "OBLIQUE",
}
_LETTERING_OF_CODE: Final = ("font", "font_size", "line_spacing")


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        name = module.manims(call.func)
        method = call.func.attr if isinstance(call.func, ast.Attribute) and not name else ""
        for names, mend in _MENDS:
            if name in names:
                yield from mend(module, call)
        if method in {"get_text", "get_tex"} and method not in module.methods:
            yield from _scaled_label(module, call)


def _text_size(module: Module, call: ast.Call) -> Iterator[Change]:
    """The old `size` was a factor; `font_size` is in points."""
    for each in call.keywords:
        value = number(each.value)
        if each.arg != "size" or keyword(call, "font_size"):
            continue
        text = module.text(each.value)
        if value is not None and value < _LARGEST_SCALE:
            text = f"{value * _OLD_SIZE:g}"
        yield module.change(each, f"size is font_size={text} here", f"font_size={text}")


def _text_style(module: Module, call: ast.Call) -> Iterator[Change]:
    """`style="bold"`: letters are slanted or heavy, and by Pango's names."""
    for each in call.keywords:
        if each.arg in {"weight", "slant", "style", "font_weight", "font_style"}:
            word = _WEIGHTS.get(str(getattr(each.value, "value", "")).lower())
            constant = _styled(module, each.value) or word
            if constant is None or (each.arg in {"weight", "slant"} and word is None):
                continue
            name = "slant" if constant in {"ITALIC", "OBLIQUE"} else "weight"
            if (module.text(each) != f"{name}={constant}" and not keyword(call, name)) or (
                name == each.arg
            ):
                says = f"{each.arg} is {name}={constant} here"
                yield module.change(each, says, f"{name}={constant}")


def _styled(module: Module, node: ast.expr) -> str | None:
    return module.text(node) if module.text(node) in _WEIGHTS.values() else None


def _lettering_of_code(module: Module, call: ast.Call) -> Iterator[Change]:
    """Code hands the looks of its letters on in `paragraph_config`."""
    given = [each for each in call.keywords if each.arg in _LETTERING_OF_CODE]
    if not given or keyword(call, "paragraph_config"):
        return
    inner = ", ".join(f'"{each.arg}": {module.text(each.value)}' for each in given)
    new = {given[0]: f"paragraph_config={{{inner}}}"}
    says = f"Code takes paragraph_config={{{inner}}} (line {call.lineno})"
    yield rewritten(module, call, says, new, given[1:])


def _rounded(module: Module, call: ast.Call) -> Iterator[Change]:
    square = module.manims(call.func) == "Square"
    if keyword(call, "corner_radius") is None or (square and len(call.args) > 1):
        return
    edits = [module.renamed(call.func, "RoundedRectangle")]
    side = keyword(call, "side_length")
    if square:
        sides = call.args[0] if call.args else side.value if side else None
        length = module.text(sides) if sides is not None else "2.0"
        new = f"width={length}, height={length}"
        if call.args:
            edits.append(module.edit(call.args[0], new))
        elif side:
            edits.append(module.edit(side, new))
        else:
            start = module.start(call.keywords[0])
            edits.append(Edit(start, start, f"{new}, "))
    yield Change(f"only a RoundedRectangle has a corner_radius (line {call.lineno})", tuple(edits))


def _dashed(module: Module, call: ast.Call) -> Iterator[Change]:
    for each in call.keywords:
        if each.arg in {"dashed", "stroke_dasharray", "dash_length", "dashed_ratio", "num_dashes"}:
            says = f"a dashed Line is a DashedLine (line {call.lineno})"
            edits = [module.renamed(call.func, "DashedLine")]
            if each.arg not in {"dash_length", "dashed_ratio"}:
                edits.append(module.without(call, each))
            yield Change(says, tuple(edits))
            return


def _diameter(module: Module, call: ast.Call) -> Iterator[Change]:
    given = keyword(call, "diameter")
    if given is not None and not keyword(call, "radius"):
        text = f"radius=({module.text(given.value)}) / 2"
        yield module.change(given, f"Circle takes {text}", text)


def _triangle(module: Module, call: ast.Call) -> Iterator[Change]:
    given = keyword(call, "side_length") or keyword(call, "side")
    if given is not None and not keyword(call, "radius"):
        text = f"radius=({module.text(given.value)}) / 3**0.5"
        yield module.change(given, f"Triangle takes {text}", text)


def _surrounding(module: Module, call: ast.Call) -> Iterator[Change]:
    """Only mobjects are given by place."""
    edits: list[Edit] = []
    for argument in call.args[1:]:
        constant = isinstance(argument, ast.Name) and _is_colour(module, argument.id)
        name = "buff" if number(argument) is not None else "color" if constant else ""
        if name and not keyword(call, name):
            edits.append(module.edit(argument, f"{name}={module.text(argument)}"))
    if edits:
        says = f"SurroundingRectangle takes {', '.join(edit.text for edit in edits)}"
        yield Change(f"{says} (line {call.lineno})", tuple(edits))


def _is_colour(module: Module, name: str) -> bool:
    return name.isupper() and name in MANIM and name not in module.own


def _scaled_label(module: Module, call: ast.Call) -> Iterator[Change]:
    """A brace's label cannot be told its size."""
    size = keyword(call, "font_size")
    if size is None:
        return
    end = module.end(call)
    scaled = Edit(end, end, f".scale(({module.text(size.value)}) / {_OLD_SIZE})")
    says = f"a brace's label is scaled afterwards (line {call.lineno})"
    yield Change(says, (module.without(call, size), scaled))


def _bars(module: Module, call: ast.Call) -> Iterator[Change]:
    most = keyword(call, "max_value")
    if most is not None and not keyword(call, "y_range"):
        value = module.text(most.value)
        text = f"y_range=[0, {value}, ({value}) / 4]"
        yield module.change(most, f"BarChart takes {text}", text)


def _table(module: Module, call: ast.Call) -> Iterator[Change]:
    """A Table is of strings, and its labels are mobjects."""
    edits: list[Edit] = []
    table = call.args[0] if call.args else None
    plain = keyword(call, "element_to_mobject") is None
    if plain and isinstance(table, ast.List | ast.Tuple):
        rows = [r for r in table.elts if isinstance(r, ast.List | ast.Tuple)]
        cells = [cell for row in rows for cell in row.elts if number(cell) is not None]
        edits += [module.edit(cell, f'"{module.text(cell)}"') for cell in cells]
    for name in ("row_labels", "col_labels", "column_labels"):
        labels = keyword(call, name)
        if labels is not None and isinstance(labels.value, ast.List | ast.Tuple):
            for label in labels.value.elts:
                if isinstance(label, ast.Constant) and isinstance(label.value, str):
                    edits.append(module.edit(label, f"Text({module.text(label)})"))
    if edits:
        yield Change(
            f"a Table is of strings, its labels of Text (line {call.lineno})", tuple(edits)
        )


_Mend = Callable[[Module, ast.Call], Iterator[Change]]
_MENDS: Final[tuple[tuple[set[str], _Mend], ...]] = (
    (_LETTERS, _text_size),
    (_LETTERS, _text_style),
    ({"Code"}, _lettering_of_code),
    ({"Rectangle", "Square"}, _rounded),
    ({"Line"}, _dashed),
    ({"Circle"}, _diameter),
    ({"Triangle"}, _triangle),
    ({"SurroundingRectangle"}, _surrounding),
    ({"BarChart"}, _bars),
    ({"Table"}, _table),
)
