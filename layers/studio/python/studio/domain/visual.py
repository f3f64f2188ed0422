"""What a scene shows: the stagecraft vocabulary as data.

The offline writer chooses one visual per scene and the offline composer turns
it into scene code. Every visual unfolds in beats: beat 0 is how it enters, and
each later beat lands on the scene's next cue.
"""

import ast
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

_FUNCTIONS: Final = frozenset({"log", "log2", "sqrt", "exp", "sin", "cos"})
_ALLOWED: Final = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub,
    ast.Constant, ast.Name, ast.Load, ast.Call,
)  # fmt: skip


def _arithmetic_in_x(expression: str) -> str:
    for node in ast.walk(ast.parse(expression, mode="eval")):
        if not isinstance(node, _ALLOWED):
            raise ValueError(f"{expression!r} is not plain arithmetic in x")
        if isinstance(node, ast.Name) and node.id not in _FUNCTIONS | {"x"}:
            raise ValueError(f"{expression!r} names {node.id!r}, which is neither x nor a function")
        if isinstance(node, ast.Constant) and not isinstance(node.value, int | float):
            raise ValueError(f"{expression!r} holds something that is not a number")
    return expression


Expression = Annotated[str, AfterValidator(_arithmetic_in_x)]


class _Visual(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TitleCard(_Visual):
    """Beats: title and subtitle; then the note, if there is one."""

    kind: Literal["title_card"] = "title_card"
    title: str
    subtitle: str = ""
    note: str = ""


class CodeStep(_Visual):
    first: int = Field(ge=1, description="first highlighted line of the listing, 1-based")
    last: int = Field(ge=1)
    note: str = ""


class CodeListing(_Visual):
    """Beats: the listing; then one highlighted line range, with its note, per step."""

    kind: Literal["code"] = "code"
    code: str
    language: str = Field(default="text", description="a Pygments lexer alias")
    caption: str = Field(default="", description="usually the file's name")
    first_line_number: int = Field(default=1, ge=1)
    steps: tuple[CodeStep, ...] = ()


class Node(_Visual):
    id: str
    label: str
    detail: str = ""


class Edge(_Visual):
    source: str
    target: str
    label: str = ""


class Diagram(_Visual):
    """Beats: nothing but the heading; then one step each.

    A step brings the nodes it names, with the edges between those shown.
    """

    kind: Literal["diagram"] = "diagram"
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    layout: Literal["row", "column", "tree", "cycle"] = "row"
    steps: tuple[tuple[str, ...], ...] = Field(
        default=(), description="node ids per step; a node already shown is highlighted instead"
    )

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = {node.id for node in self.nodes}
        named = {e.source for e in self.edges} | {e.target for e in self.edges}
        named |= {name for step in self.steps for name in step}
        if unknown := named - known:
            raise ValueError(f"unknown nodes: {sorted(unknown)}")
        return self


class ArrayStep(_Visual):
    pointers: dict[str, int] = Field(default_factory=dict, description="pointer name to cell index")
    highlight: tuple[int, ...] = ()
    dim: tuple[int, ...] = ()
    swap: tuple[int, int] | None = None
    write: dict[int, str] = Field(default_factory=dict, description="cell index to new text")
    note: str = ""


class Array(_Visual):
    """Beats: the row of cells; then one step each."""

    kind: Literal["array"] = "array"
    cells: tuple[str, ...]
    indexed: bool = True
    steps: tuple[ArrayStep, ...] = ()


class Column(_Visual):
    title: str
    points: tuple[str, ...]


class Comparison(_Visual):
    """Beats: both headers; then the points in pairs, left with right; then the verdict, if any."""

    kind: Literal["comparison"] = "comparison"
    left: Column
    right: Column
    verdict: str = ""


class Step(_Visual):
    title: str
    detail: str = ""


class Steps(_Visual):
    """Beats: the first step; then each further step, the earlier ones dimmed."""

    kind: Literal["steps"] = "steps"
    steps: tuple[Step, ...]


class Moment(_Visual):
    when: str
    what: str


class Timeline(_Visual):
    """Beats: the axis; then one moment each."""

    kind: Literal["timeline"] = "timeline"
    moments: tuple[Moment, ...]


class Curve(_Visual):
    label: str
    expression: Expression


class Marker(_Visual):
    """A dot that jumps from x to x along one curve."""

    curve: int = Field(default=0, ge=0)
    xs: tuple[float, ...]
    tangent: bool = False


class Plot(_Visual):
    """Beats: axes; then one curve each; then one marker position each."""

    kind: Literal["plot"] = "plot"
    x_label: str
    y_label: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    curves: tuple[Curve, ...]
    marker: Marker | None = None


class Line(_Visual):
    latex: str
    note: str = ""


class Equation(_Visual):
    """Beats: the first line; then each further line below it, with its note."""

    kind: Literal["equation"] = "equation"
    lines: tuple[Line, ...]


class Recap(_Visual):
    """Beats: the first point; then each further one."""

    kind: Literal["recap"] = "recap"
    points: tuple[str, ...]


class Sketch(_Visual):
    """What the viewer sees, in words, for whoever writes the scene's code."""

    kind: Literal["sketch"] = "sketch"
    picture: str


Component = (
    TitleCard
    | CodeListing
    | Diagram
    | Array
    | Comparison
    | Steps
    | Timeline
    | Plot
    | Equation
    | Recap
)
"""What needs nobody to write code for it."""

Visual = Annotated[Sketch | Component, Field(discriminator="kind")]
