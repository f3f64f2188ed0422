"""Formulas that are written as plain text, and backslashes that Python takes for itself."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

_TEX: Final = {"Tex", "MathTex", "SingleStringMathTex", "Title", "BulletedList"}
_ONLY_FORMULA: Final = re.compile(r"\s*(\$\$?)([^$]+)\1\s*")
_FORMULA_WITHIN: Final = re.compile(r"\$[^$]*[\\^_={}][^$]*\$|\$[a-zA-Z]\$")
_COMMAND: Final = re.compile(
    r"\\(?:frac|sqrt|int|sum|prod|lim|alpha|beta|gamma|delta|theta|lambda|pi|sigma|omega|cdot"
    r"|times|infty|partial|nabla|vec|hat|bar|text|mathbb|mathrm|left|right|leq|geq|neq|approx"
    r"|Delta|Sigma|Omega|begin|rightarrow|to|Rightarrow)(?![a-zA-Z])"
)
_ONLY_OF_TEXT: Final = {
    "font", "weight", "slant", "line_spacing", "t2f", "t2g", "t2s", "t2w", "gradient", "t2c",
    "disable_ligatures", "should_center",
}  # fmt: skip
_EATEN: Final = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
}
_EATEN_COMMAND: Final = re.compile(
    "[\a\b\f\r\t\v](?=[a-zA-Z])|\n(?=(?:abla|eq|u|ot|ewline|eg|i)(?![a-zA-Z]))"
)


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        name = module.manims(call.func)
        if name == "Text":
            yield from _formula(module, call)
        elif name in _TEX:
            for argument in call.args:
                yield from _raw(module, argument, str(name))


def _formula(module: Module, call: ast.Call) -> Iterator[Change]:
    """Text shows dollars and backslashes as they are."""
    if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant):
        return
    argument, value = call.args[0], call.args[0].value
    if not isinstance(value, str) or "\n" in value:
        return
    whole = _ONLY_FORMULA.fullmatch(value)
    unwanted = [each for each in call.keywords if each.arg in _ONLY_OF_TEXT]
    if whole and _says_formula(whole[2]):
        new, text = "MathTex", whole[2]
    elif _FORMULA_WITHIN.search(value) and value.count("$") % 2 == 0:
        new, text = "Tex", value
    elif _COMMAND.search(value) and "$" not in value:
        new, text = "MathTex", value
    else:
        return
    if '"' in text and "'" in text:
        return
    quote = "'" if '"' in text else '"'
    parts = [f"r{quote}{text}{quote}"]
    parts += [module.text(each) for each in call.keywords if each not in unwanted]
    edits = (
        module.renamed(call.func, new),
        Edit(module.end(call.func), module.end(call), f"({', '.join(parts)})"),
    )
    yield Change(f"{module.text(argument)[:40]} is a formula: {new} (line {call.lineno})", edits)


def _says_formula(text: str) -> bool:
    return not re.fullmatch(r"[\d.,\s]+\w*", text)


def _raw(module: Module, node: ast.expr, name: str) -> Iterator[Change]:
    r"""`"\frac"` begins with a form feed unless the string is raw."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    text = module.text(node)
    if not text.startswith(('"', "'")) or text.startswith(('"""', "'''")):
        return
    if not _EATEN_COMMAND.search(node.value) or "\\\n" in text:
        return
    raw = _EATEN_COMMAND.sub(lambda match: _EATEN[match[0]], node.value)
    quote = text[0]
    if quote in raw or "\n" in raw or not raw.isprintable() or raw.endswith("\\"):
        return
    says = f"the LaTeX of this {name} is a raw string"
    yield module.change(node, says, f"r{quote}{raw}{quote}")
