"""Says a Python expression in plain English, or None where that would be a mouthful."""

import ast
import re
from typing import Final

from studio.adapters.offline_writer.source.wording import article, fits
from studio.adapters.offline_writer.speech import spoken_count, spoken_list, spoken_name

_MOST_WORDS: Final = 14
_SHORT_TEXT: Final = 16
_NUMBERS: Final[dict[float, str]] = {0: "zero", 1: "one", 2: "two", -1: "minus one"}
_OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "plus",
    ast.Sub: "minus",
    ast.Mult: "times",
    ast.Div: "divided by",
    ast.FloorDiv: "divided down by",
    ast.Mod: "modulo",
    ast.Pow: "to the power of",
    ast.BitOr: "combined with",
    ast.BitAnd: "masked with",
    ast.LShift: "shifted left by",
    ast.RShift: "shifted right by",
    ast.MatMult: "times",
}
_FUNCTIONS: Final = {
    "abs": "the absolute value of {0}",
    "all": "whether all of {0}",
    "any": "whether any of {0}",
    "bool": "whether {0} holds",
    "dict": "a dictionary of {0}",
    "enumerate": "{0}, counting along",
    "float": "{0} as a number",
    "int": "{0} as an integer",
    "iter": "an iterator over {0}",
    "len": "the length of {0}",
    "list": "a list of {0}",
    "map": "{0} applied to {1}",
    "max": "the largest of {0}",
    "min": "the smallest of {0}",
    "next": "the next item of {0}",
    "open": "the file {0}",
    "range": "the numbers below {0}",
    "reversed": "{0} in reverse",
    "round": "{0}, rounded",
    "set": "the set of {0}",
    "sorted": "{0} in sorted order",
    "str": "{0} as text",
    "sum": "the sum of {0}",
    "tuple": "a tuple of {0}",
    "type": "the type of {0}",
    "zip": "{0} paired with {1}",
}
_METHODS: Final = {
    "copy": "a copy of {0}",
    "format": "a formatted text",
    "get": "the entry of {0} for {1}",
    "items": "the items of {0}",
    "join": "the joined {1}",
    "keys": "the keys of {0}",
    "lower": "{0} in lower case",
    "pop": "an item taken off {0}",
    "popleft": "the first item taken off {0}",
    "read": "the contents of {0}",
    "replace": "{0} with replacements",
    "rstrip": "{0} without trailing characters",
    "split": "the parts of {0}",
    "splitlines": "the lines of {0}",
    "strip": "{0} stripped at both ends",
    "upper": "{0} in upper case",
    "values": "the values of {0}",
}


def phrase(node: ast.expr | None) -> str | None:
    """The value, as a noun phrase."""
    said = _phrase(node) if node is not None else None
    return said if fits(said, _MOST_WORDS) else None


def _phrase(node: ast.expr) -> str | None:  # noqa: C901, PLR0911, PLR0912 - one case per kind
    match node:
        case ast.Name(id=name):
            return spoken_name(name)
        case ast.Constant(value=value):
            return _constant(value)
        case ast.Attribute(attr=attr) if attr.startswith("__"):
            return None
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attr):
            return f"its {spoken_name(attr)}"
        case ast.Attribute(value=owner, attr=attr):
            return _joined(phrase(owner), "'s ", spoken_name(attr))
        case ast.Call():
            return _call(node)
        case ast.Subscript(value=owner, slice=index):
            return _item(owner, index)
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(left, op, right)
        case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return _joined("whether ", "", condition_of(node))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _joined("minus ", "", phrase(operand))
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return _display(type(node).__name__.lower(), items)
        case ast.Dict(keys=keys):
            return "an empty dictionary" if not keys else f"a dictionary of {_many(len(keys))}"
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return _comprehension(node)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _choice(phrase(body), condition_of(test), phrase(orelse))
        case ast.Lambda():
            return "a small function"
        case ast.JoinedStr():
            return "a formatted text"
        case ast.Await(value=value) | ast.NamedExpr(value=value):
            return phrase(value)
        case ast.Starred(value=value):
            return _joined("all of ", "", phrase(value))
        case _:
            return None


def _joined(left: str | None, between: str, right: str | None) -> str | None:
    return f"{left}{between}{right}" if left and right else None


def _many(count: int) -> str:
    return spoken_count(count, "entry", "entries")


def _constant(value: object) -> str | None:  # noqa: PLR0911 - one case per type
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "None"
        case int() | float():
            return _NUMBERS.get(value, str(value))
        case str() if not value:
            return "an empty text"
        case str() if len(value) <= _SHORT_TEXT and value.replace(" ", "").isalnum():
            return f"the text {value}"
        case str() | bytes():
            return "a piece of text"
        case _:
            return None


def _call(node: ast.Call) -> str | None:  # noqa: PLR0911 - one case per shape
    arguments = [phrase(argument) for argument in node.args]
    match node.func:
        case ast.Name(id=name) if name in _FUNCTIONS:
            return _filled(_FUNCTIONS[name], arguments) or f"the {spoken_name(name)}"
        case ast.Name(id=name) if name[:1].isupper():
            return f"a new {spoken_name(name)}"
        case ast.Name(id=name):
            return f"the result of {spoken_name(name)}"
        case ast.Attribute(value=owner, attr=attr) if attr in _METHODS:
            return _filled(_METHODS[attr], [phrase(owner), *arguments])
        case ast.Attribute(attr=attr) if attr[:1].isupper():
            return f"a new {spoken_name(attr)}"
        case ast.Attribute(attr=attr):
            return f"the result of {spoken_name(attr)}"
        case _:
            return None


def _filled(pattern: str, arguments: list[str | None]) -> str | None:
    used = {int(index) for index in re.findall(r"\{(\d)\}", pattern)}
    if any(index >= len(arguments) or not arguments[index] for index in used):
        return None
    return pattern.format(*arguments)


def _item(owner: ast.expr, index: ast.expr) -> str | None:
    whole = phrase(owner)
    if whole is None:
        return None
    match index:
        case ast.Constant(value=0):
            return f"the first item of {whole}"
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)):
            return f"the last item of {whole}"
        case ast.Slice():
            return f"a slice of {whole}"
        case ast.Constant(value=str(key)):
            return f"the {spoken_name(key)} entry of {whole}"
        case _:
            return _joined(whole, " at ", phrase(index))


def _arithmetic(left: ast.expr, op: ast.operator, right: ast.expr) -> str | None:
    match op, left, right:
        case ast.Mod(), ast.Constant(value=str()), _:
            return "a formatted text"
        case (ast.FloorDiv(), _, ast.Constant(value=2)) | (ast.RShift(), _, ast.Constant(value=1)):
            return _joined("half of ", "", phrase(left))
        case ast.Pow(), _, ast.Constant(value=2):
            return _joined(phrase(left), " squared", " ")
        case _:
            return _joined(phrase(left), f" {_OPERATORS.get(type(op), 'with')} ", phrase(right))


def _display(kind: str, items: list[ast.expr]) -> str | None:
    if not items:
        return article(f"empty {kind}")
    said = [phrase(item) for item in items]
    if len(items) <= 3 and all(said):  # noqa: PLR2004
        return spoken_list([text for text in said if text])
    return f"a {kind} of {spoken_count(len(items), 'item')}"


def _comprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> str | None:
    source = node.generators[0]
    over = _joined(phrase(source.target), " in ", phrase(source.iter))
    kept = _joined(" where ", "", condition_of(source.ifs[0])) if source.ifs else ""
    if over is None or kept is None:
        return None
    if isinstance(node, ast.DictComp):
        return f"a dictionary with one entry for each {over}{kept}"
    each = phrase(node.elt)
    if each == phrase(source.target):
        return f"every {over}{kept}"
    return _joined(each, f" for each {over}", kept or " ")


def _choice(body: str | None, test: str | None, orelse: str | None) -> str | None:
    return f"{body} if {test}, otherwise {orelse}" if body and test and orelse else None


def condition_of(node: ast.expr) -> str | None:
    """Imported late: conditions and phrases need each other."""
    from studio.adapters.offline_writer.source.conditions import condition  # noqa: PLC0415

    return condition(node)
