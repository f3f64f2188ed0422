"""Scenes with short, ordinary and nasty contents: what a caller may hand us."""

from itertools import pairwise

from stagecraft.arrays import Array
from stagecraft.code_listing import CodeListing
from stagecraft.comparison import Comparison
from stagecraft.diagram import Diagram
from stagecraft.equation import Equation
from stagecraft.plot import Plot
from stagecraft.recap import Recap
from stagecraft.segment import Segment
from stagecraft.steps import Steps
from stagecraft.timeline import Timeline
from stagecraft.title_card import TitleCard

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherung"
SENTENCE = (
    "When two keys fall into the same slot the table keeps both in a short list, "
    "and a lookup walks that list until it meets the key it wants."
)
MARKUP = "<b>\"it's\" & 'that'</b>\nsecond line \\n {x!r} %s $HOME"
UNICODE = "Größe → ∑ 漢字 Ωμέγα Ёлка naïve"


class LongTitle(Segment):
    def construct(self):
        card = self.show(TitleCard(SENTENCE, SENTENCE, SENTENCE))
        self.play(card.reveal_note())


class ShortTitle(Segment):
    def construct(self):
        card = self.show(TitleCard("Go", "", ""))
        self.play(card.reveal_note())


class WordyTitle(Segment):
    def construct(self):
        card = self.show(TitleCard(LONG_WORD, UNICODE, MARKUP))
        self.play(card.reveal_note())


class LongListing(Segment):
    def construct(self):
        self.heading(SENTENCE)
        code = "\n".join(
            f"{'    ' * (i % 5)}value_{i} = compute(first={i}, second='{UNICODE}', third={i * 7}) # line {i} of a listing that goes on"
            for i in range(60)
        )
        listing = self.show(CodeListing(code, "python", f"a/very/long/path/{LONG_WORD}.py", 960))
        self.play(listing.focus(2, 4, SENTENCE))
        self.play(listing.focus(40, 44, MARKUP))
        self.play(listing.focus(1, 60))
        self.play(listing.focus(60, 99, "past the end"))


class ShortListing(Segment):
    def construct(self):
        self.heading("One line")
        listing = self.show(CodeListing("print('<b>&amp;</b>')", "no-such-language"))
        self.play(listing.focus(1, 1, "a note"))


class EmptyListing(Segment):
    def construct(self):
        self.heading("")
        listing = self.show(CodeListing("", "python"))
        self.play(listing.focus(1, 1))


NODES = ["client", "gateway", "auth", "queue", "worker", "cache", "store", "metrics"]


def _diagram(layout, count, label=lambda n: n.title(), detail="keeps what it is told to keep"):
    nodes = [(n, label(n), detail) for n in NODES[:count]]
    names = NODES[:count]
    edges = [(a, b, "asks politely") for a, b in pairwise(names)]
    return nodes, [*edges, (names[-1], names[0], "answers at last")]


class _DiagramScene(Segment):
    layout = "row"
    count = 8

    def construct(self):
        self.heading(f"{self.layout} of {self.count}")
        nodes, edges = _diagram(self.layout, self.count)
        picture = self.show(Diagram(nodes, edges, self.layout))
        half = self.count // 2 or 1
        self.play(picture.reveal(*NODES[:half]))
        self.play(picture.reveal(*NODES[half : self.count]))
        self.play(picture.reveal(NODES[0]))


class RowOfEight(_DiagramScene):
    pass


class RowOfTwo(_DiagramScene):
    count = 2


class RowOfFive(_DiagramScene):
    count = 5


class ColumnOfEight(_DiagramScene):
    layout = "column"


class ColumnOfFour(_DiagramScene):
    layout = "column"
    count = 4


class CycleOfEight(_DiagramScene):
    layout = "cycle"


class CycleOfThree(_DiagramScene):
    layout = "cycle"
    count = 3


class TreeOfEight(Segment):
    def construct(self):
        self.heading("A wide tree with a back edge")
        nodes = [(n, n.title(), UNICODE) for n in NODES]
        edges = [(NODES[0], n, "owns") for n in NODES[1:4]]
        edges += [("auth", "worker", "asks"), ("auth", "cache", ""), ("queue", "store", "fills")]
        edges += [("gateway", "metrics", "reports"), ("metrics", "client", "warns")]
        picture = self.show(Diagram(nodes, edges, "tree"))
        self.play(picture.reveal(*NODES[:4]))
        self.play(picture.reveal(*NODES[4:]))


class BushyTree(Segment):
    def construct(self):
        self.heading("Seven children")
        nodes = [(n, LONG_WORD, SENTENCE) for n in NODES]
        picture = self.show(
            Diagram(nodes, [(NODES[0], n, "a long label") for n in NODES[1:]], "tree")
        )
        self.play(picture.reveal(*NODES))


class KnottedDiagram(Segment):
    def construct(self):
        self.heading("Everything talks to everything")
        nodes = [(n, MARKUP, "") for n in NODES[:4]]
        edges = [(a, b, "to") for a in NODES[:4] for b in NODES[:4]]
        picture = self.show(Diagram(nodes, edges[:8], "cycle"))
        self.play(picture.reveal(*NODES[:4]))


class LongArray(Segment):
    def construct(self):
        self.heading("Fourteen cells")
        cells = self.show(Array([str(n * n) for n in range(14)]))
        self.play(cells.point(low=0, middle=6, high=13), cells.note(SENTENCE))
        self.play(cells.point(low=6, middle=6, high=7), cells.highlight(6, 7), cells.dim(0, 1, 2))
        self.play(cells.swap(0, 13), cells.write(5, "new"), cells.highlight(5))
        self.play(cells.point(low=13, middle=13, high=13), cells.note(MARKUP))


class WordyArray(Segment):
    def construct(self):
        self.heading("Words in cells")
        cells = self.show(
            Array(["", UNICODE, "a", LONG_WORD, "two words", MARKUP, "0"], indexed=False)
        )
        self.play(cells.point(a_rather_long_pointer_name=3, another_long_pointer_name=4))
        self.play(cells.swap(1, 3), cells.highlight(3))


class ManyCells(Segment):
    def construct(self):
        self.heading("Forty cells")
        cells = self.show(Array([str(n) for n in range(40)]))
        self.play(cells.point(i=3, j=30), cells.highlight(3, 30), cells.note("Two fingers walk."))


class OneCell(Segment):
    def construct(self):
        self.heading("One")
        cells = self.show(Array(["x"]))
        self.play(cells.point(i=0), cells.note("alone"))


class LongComparison(Segment):
    def construct(self):
        self.heading("Two of a kind")
        both = self.show(
            Comparison((LONG_WORD, [SENTENCE] * 5), (UNICODE, [MARKUP, "", LONG_WORD]), SENTENCE)
        )
        for pair in range(5):
            self.play(both.reveal_pair(pair))
        self.play(both.reveal_verdict())


class ShortComparison(Segment):
    def construct(self):
        self.heading("A or B")
        both = self.show(Comparison(("A", ["yes"]), ("B", ["no"])))
        self.play(both.reveal_pair(0))
        self.play(both.reveal_verdict())


class SevenSteps(Segment):
    def construct(self):
        self.heading("Seven steps")
        steps = self.show(Steps([(f"Step {i}: {SENTENCE[: 12 * i]}", SENTENCE) for i in range(7)]))
        for _ in range(7):
            self.play(steps.advance())


class ShortSteps(Segment):
    def construct(self):
        self.heading("Two steps")
        steps = self.show(Steps([("Open", ""), (MARKUP, LONG_WORD)]))
        self.play(steps.advance())


class LongTimeline(Segment):
    def construct(self):
        self.heading("Eight moments")
        line = self.show(
            Timeline([(f"{1900 + 7 * i}", SENTENCE) for i in range(7)] + [(LONG_WORD, LONG_WORD)])
        )
        for i in range(8):
            self.play(line.reveal(i))


class ShortTimeline(Segment):
    def construct(self):
        self.heading("One moment")
        line = self.show(Timeline([("now", "")]))
        self.play(line.reveal(0))


class CrowdedPlot(Segment):
    def construct(self):
        self.heading("Growth")
        plot = self.show(Plot(SENTENCE, SENTENCE, (0, 1_000_000), (-1e6, 1e9)))
        for name in ("n", LONG_WORD, "n log n", "another long label for a curve"):
            self.play(plot.draw(lambda x: x * 300, name))
        self.play(plot.mark(0, 0))
        self.play(plot.mark(1, 1_000_000, tangent=True))


class OddPlot(Segment):
    def construct(self):
        self.heading("Poles")
        plot = self.show(Plot("", "", (-2.5, 2.5), (-4, 4)))
        self.play(plot.draw(lambda x: 1 / x, "1/x"))
        self.play(plot.draw(lambda x: x**0.5 + 40, ""))
        self.play(plot.mark(0, 0.0))
        self.play(plot.mark(0, 2.5, tangent=True))
        self.play(plot.mark(0, -2.5, tangent=True))


class LongEquation(Segment):
    def construct(self):
        self.heading("Attention")
        softmax = r"\mathrm{Attention}(Q, K, V) = \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V"
        lines = self.show(Equation(softmax + " = " + softmax, SENTENCE))
        for i in range(5):
            self.play(
                lines.then(
                    rf"\sum_{{i=0}}^{{{i}}} x_i^{i} = \frac{{1}}{{2}}", MARKUP if i % 2 else ""
                )
            )


class LongRecap(Segment):
    def construct(self):
        self.heading("Nine things")
        recap = self.show(Recap([SENTENCE] * 6 + [LONG_WORD, UNICODE, MARKUP]))
        for _ in range(8):
            self.play(recap.advance())


class ShortRecap(Segment):
    def construct(self):
        self.heading("One thing")
        self.show(Recap(["Sleep."]))


CONTENTS = {
    cls.__name__: cls
    for cls in list(vars().values())
    if isinstance(cls, type)
    and issubclass(cls, Segment)
    and not cls.__name__.startswith("_")
    and cls is not Segment
}
