"""Scenes in each of which one thing is wrong, of every kind, as authors get it wrong."""

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from studio.domain.problem import ProblemKind

_CLEAN: Final = "self.play(FadeOut(*self.mobjects))\nself.play(FadeIn(Dot()))\nself.wait()"
_RAW: Final = "from manim import *\n\n\nclass Shown(Scene):\n    def construct(self):\n"
_SEGMENT: Final = (
    "from stagecraft import *\n\n\nclass Shown(Segment):\n    theme = {theme!r}\n\n"
    "    def construct(self):\n"
)


class Defect(NamedTuple):
    name: str
    kind: ProblemKind
    source: str


def _scene(head: str, body: str) -> str:
    return head + "".join(f"        {line}\n" for line in body.splitlines())


OFF_FRAME: Final = {
    "text at the right": "t = Text('Load balancer').shift(RIGHT * 5.6)\nself.play(Write(t))",
    "text at the left": "t = Text('Producer', font_size=60).move_to(LEFT * 6.4)\nself.add(t)",
    "text at the top": "t = Text('Overview').move_to(UP * 3.95)\nself.play(FadeIn(t))",
    "text at the bottom": "t = Text('a conclusion').move_to(DOWN * 4)\nself.play(FadeIn(t))",
    "text too wide": (
        "t = Text('A very long sentence that nobody has broken into two lines', font_size=44)\n"
        "self.play(Write(t))"
    ),
    "text wholly outside": "t = Text('lost').move_to(RIGHT * 9)\nself.play(FadeIn(t))",
    "too many lines": (
        "rows = VGroup(*[Text(f'point number {i}') for i in range(12)]).arrange(DOWN)\n"
        "self.play(FadeIn(rows))"
    ),
    "a row of boxes": (
        "row = VGroup(*[Square(1.2) for _ in range(14)]).arrange(RIGHT, buff=0.1)\n"
        "self.play(Create(row))"
    ),
    "a circle in a corner": "self.play(GrowFromCenter(Circle(1.5).move_to([6.5, 3.2, 0])))",
    "a filled panel below": (
        "self.play(FadeIn(Rectangle(width=5, height=2, fill_opacity=1).move_to(DOWN * 3.6)))"
    ),
    "moved out in part": (
        "t = Text('moving on')\nself.play(Write(t))\nself.play(t.animate.shift(RIGHT * 6))"
    ),
    "scaled beyond": "t = Text('Growth')\nself.add(t)\nself.play(t.animate.scale(6))",
    "beside something at the edge": (
        "a = Square().to_edge(RIGHT)\nb = Text('label').next_to(a, RIGHT)\nself.play(FadeIn(a, b))"
    ),
    "a paragraph at the side": (
        "p = Paragraph('first line of it', 'and a second line').move_to(LEFT * 5.5)\n"
        "self.play(FadeIn(p))"
    ),
}
OVERLAP: Final = {
    "in the same place": "self.play(Write(Text('First')), Write(Text('Second')))",
    "one after the other": (
        "self.play(Write(Text('What came first')))\nself.wait()\n"
        "self.play(Write(Text('What comes now')))"
    ),
    "partly": (
        "a, b = Text('Throughput'), Text('Latency').shift(RIGHT * 1.8 + UP * 0.2)\nself.add(a, b)"
    ),
    "two sizes": (
        "self.add(Text('Database', font_size=90), Text('cache', font_size=24).shift(LEFT * 1.5))\n"
        "self.wait()"
    ),
    "a title and what is below": (
        "title = Text('The title', font_size=60).to_edge(UP)\nself.play(Write(title))\n"
        "note = Text('a note').move_to(title.get_bottom() + UP * 0.1)\nself.play(FadeIn(note))"
    ),
    "close columns": (
        "a = Text('the left column').move_to(LEFT)\nb = Text('the right column').move_to(RIGHT)\n"
        "self.play(FadeIn(a, b))"
    ),
    "a number on a word": (
        "self.add(Text('total'))\nself.play(FadeIn(DecimalNumber(3.14, font_size=60)))"
    ),
    "under a shape": (
        "t = Text('hidden')\nbox = Rectangle(width=5, height=2, fill_opacity=1, fill_color=BLUE)\n"
        "self.play(FadeIn(t), FadeIn(box))"
    ),
    "half under a circle": (
        "t = Text('half hidden')\nself.play(Write(t))\n"
        "self.play(FadeIn(Circle(1, fill_opacity=1).shift(RIGHT * 1.5)))"
    ),
    "out of its box": (
        "box = Rectangle(width=2, height=1)\nt = Text('Load balancer').move_to(box)\n"
        "self.play(Create(box), Write(t))"
    ),
    "out of its circle": (
        "c = Circle(0.7, fill_opacity=1, fill_color=BLUE_E)\n"
        "self.play(FadeIn(c), FadeIn(Text('worker', font_size=40).move_to(c)))"
    ),
    "moved onto another": (
        "a, b = Text('moved').to_edge(LEFT), Text('stays')\nself.add(a, b)\n"
        "self.play(a.animate.move_to(RIGHT * 0.5))"
    ),
    "a paragraph over a word": (
        "self.add(Paragraph('one line', 'two lines', 'three lines'))\n"
        "self.play(Write(Text('word').shift(DOWN * 0.8)))"
    ),
}
CURVE: Final = {
    "a graph through its label": (
        "axes = Axes(x_range=[-3, 3], y_range=[0, 9])\nself.add(axes)\n"
        "self.play(Create(axes.plot(lambda x: x * x)))\n"
        "self.play(Write(Text('y = x squared', font_size=30).move_to(axes.c2p(1.5, 2.25))))"
    ),
    "a line through the middle": (
        "self.play(Write(Text('crossed')))\nself.play(Create(Line(LEFT * 5, RIGHT * 5)))"
    ),
    "an arrow through it": (
        "self.add(Text('between', font_size=36))\n"
        "self.play(GrowArrow(Arrow(LEFT * 4 + DOWN * 0.5, RIGHT * 4 + UP * 0.5)))"
    ),
    "a line from above": (
        "self.play(Write(Text('standing', font_size=60)))\nself.play(Create(Line(UP * 3, DOWN * 3)))"
    ),
    "an arc": (
        "self.add(Text('arc').move_to([0, 2, 0]))\n"
        "self.play(Create(ArcBetweenPoints(LEFT * 4 + UP, RIGHT * 4 + UP, angle=-1)))"
    ),
    "a sine": (
        "curve = FunctionGraph(lambda x: np.sin(2 * x), color=BLUE)\nself.play(Create(curve))\n"
        "self.play(FadeIn(Text('a wave', font_size=40)))"
    ),
    "a dashed line": (
        "self.add(Text('threshold', font_size=40))\nself.play(Create(Line(LEFT * 6, RIGHT * 6)))"
    ),
    "the outline of a circle": (
        "self.play(Create(Circle(2)))\nself.play(Write(Text('radius').move_to([2, 0, 0])))"
    ),
}
CONTRAST: Final = {
    "dark on dark": "self.play(Write(Text('dim', color='#333333', font_size=60)))",
    "almost gone": "self.play(FadeIn(Text('ghost', fill_opacity=0.15)))",
    "white on yellow": (
        "box = Rectangle(width=4, height=2, fill_color=YELLOW, fill_opacity=1)\n"
        "self.play(FadeIn(box), FadeIn(Text('warning', color=WHITE)))"
    ),
    "black on blue": (
        "c = Circle(1.6, fill_color='#1A237E', fill_opacity=1)\n"
        "self.play(FadeIn(c))\nself.play(Write(Text('node', color=BLACK)))"
    ),
    "lit up behind it": (
        "box = Square(3, fill_color=BLUE_E, fill_opacity=1)\nself.add(box, Text('cell'))\n"
        "self.wait()\nself.play(box.animate.set_fill(WHITE))"
    ),
    "its own colour": (
        "box = Square(3, fill_color=GREEN, fill_opacity=1)\n"
        "self.play(FadeIn(box), FadeIn(Text('same', color=GREEN)))"
    ),
    "blue on black": "self.play(Write(Text('deep', color='#0000AA')))",
    "grey on grey": (
        "box = Rectangle(width=5, height=2, fill_color='#777777', fill_opacity=1)\n"
        "self.add(box, Text('grey', color='#999999'))\nself.wait()"
    ),
}
SMALL: Final = {
    "a tiny note": "self.play(Write(Text('a footnote', font_size=9)))",
    "scaled down": "self.play(FadeIn(Text('shrunk').scale(0.2)))",
    "a group scaled down": (
        "g = VGroup(Text('one'), Text('two')).arrange(DOWN).scale(0.22)\nself.play(FadeIn(g))"
    ),
    "shrunk later": "t = Text('going')\nself.add(t)\nself.play(t.animate.scale(0.2))",
    "small print in a corner": (
        "t = Text('source: somebody', font_size=10).to_corner(DR)\nself.play(FadeIn(t))"
    ),
    "a tiny number": "self.play(FadeIn(DecimalNumber(2.5, font_size=12)))",
    "a wide text forced narrow": (
        "t = Text('a long sentence that was forced into a narrow column').scale_to_fit_width(3)\n"
        "self.play(FadeIn(t))"
    ),
    "small code": (
        "c = Code(code_string='def f():\\n    return 1', language='python').scale(0.35)\n"
        "self.play(FadeIn(c))"
    ),
}
STAGECRAFT: Final[dict[str, tuple[ProblemKind, str]]] = {
    "a component moved out": (
        "off_frame",
        (
            "self.heading('Steps')\nsteps = self.show(Steps([('One', 'first'), ('Two', 'second')]))\n"
            "self.play(steps.advance())\nself.play(steps.animate.shift(LEFT * 2))"
        ),
    ),
    "words at the edge": (
        "off_frame",
        "self.heading('Edge')\nself.play(FadeIn(Words('far to the right').put(6.2, 0)))",
    ),
    "a label below the stage": (
        "off_frame",
        (
            "array = self.show(Array(['1', '2', '3']))\n"
            "self.play(Write(Text('index').move_to(DOWN * 4)))"
        ),
    ),
    "words over words": (
        "text_overlap",
        (
            "self.play(FadeIn(Words('what was said first').put(-2, 0)))\nself.wait()\n"
            "self.play(FadeIn(Words('what is said next').put(-1.8, 0.1)))"
        ),
    ),
    "words over a heading": (
        "text_overlap",
        (
            "heading = self.heading('The heading of this scene')\nself.wait()\n"
            "self.play(FadeIn(Words('on it').put(heading.words.get_x() - 1, heading.words.get_y())))"
        ),
    ),
    "two components at once": (
        "text_overlap",
        (
            "self.show(Recap(['The first point is long', 'The second one is as long']))\n"
            "self.show(Steps([('Begin', 'with this step'), ('End', 'with that step')]))"
        ),
    ),
    "a formula over words": (
        "text_overlap",
        (
            "self.show(Equation(r'a^2 + b^2 = c^2'))\n"
            "self.play(FadeIn(Words('Pythagoras', 60).put(-1, self.stage_area.y, 'left')))"
        ),
    ),
    "a line through words": (
        "label_on_curve",
        (
            "self.play(FadeIn(Words('through it', 60).put(0, 0, 'center')))\n"
            "self.play(Create(Line(LEFT * 5, RIGHT * 5)))"
        ),
    ),
    "a note on a curve": (
        "label_on_curve",
        (
            "plot = self.show(Plot('x', 'y', (0, 4), (0, 4)))\nself.play(plot.draw(lambda x: x, 'x'))\n"
            "middle = plot.curves[0].stroke.get_center()\n"
            "self.play(FadeIn(Words('here').put(middle[0], middle[1], 'center')))"
        ),
    ),
    "pale words": (
        "low_contrast",
        (
            "self.play(FadeIn(Words('pale', 60, self.palette.background).put(0, 0)))"
            "\nself.play(FadeIn(Dot()))"
        ),
    ),
    "ghostly words": (
        "low_contrast",
        (
            "self.heading('Ghosts')\n"
            "self.play(FadeIn(Words('ghost', 50, self.palette.edge).put(0, 0).set_opacity(0.4)))"
        ),
    ),
    "words on their own colour": (
        "low_contrast",
        (
            "box = Rectangle(width=6, height=3, fill_color=self.palette.accent, fill_opacity=1)\n"
            "self.play(FadeIn(box))\n"
            "self.play(FadeIn(Words('accent', 50, self.palette.accent).put(0, 0, 'center')))"
        ),
    ),
    "small words": ("too_small", "self.play(FadeIn(Words('small print', 11).put(0, 0)))"),
    "words scaled down": (
        "too_small",
        "w = Words('once readable').put(0, 0)\nself.add(w)\nself.play(w.animate.scale(0.35))",
    ),
    "a component scaled down": (
        "too_small",
        (
            "both = self.show(Comparison(('A', ['one', 'two']), ('B', ['three', 'four']), 'A'))\n"
            "self.play(both.reveal_pair(0))\nself.play(both.animate.scale(0.4))"
        ),
    ),
}


def seeded() -> list[Defect]:
    return list(_seeded())


def _seeded() -> Iterator[Defect]:
    kinds: dict[ProblemKind, dict[str, str]] = {
        "off_frame": OFF_FRAME,
        "text_overlap": OVERLAP,
        "label_on_curve": CURVE,
        "low_contrast": CONTRAST,
        "too_small": SMALL,
    }
    for kind, bodies in kinds.items():
        for (name, body), cleaned in product(bodies.items(), (False, True)):
            code = f"{body}\nself.wait()" + (f"\n{_CLEAN}" if cleaned else "")
            after = ", cleaned up" if cleaned else ""
            yield Defect(f"{kind}: {name}{after}", kind, _scene(_RAW, code))
        for name, body in list(bodies.items())[::2]:
            head = _SEGMENT.format(theme="chalkboard")
            yield Defect(
                f"{kind}: {name}, in a segment", kind, _scene(head, f"{body}\nself.wait()")
            )
    for (name, (kind, body)), theme in product(STAGECRAFT.items(), ("chalkboard", "light")):
        head = _SEGMENT.format(theme=theme)
        yield Defect(f"stagecraft: {name} ({theme})", kind, _scene(head, f"{body}\n{_CLEAN}"))
