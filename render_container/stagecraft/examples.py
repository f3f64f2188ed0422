"""One scene per component: what the gallery shows and the tests film."""

from typing import Final

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

_SEARCH: Final = """\
def search(values: list[int], wanted: int) -> int | None:
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        if values[middle] == wanted:
            return middle
        if values[middle] < wanted:
            low = middle + 1  # the left half is out
        else:
            high = middle - 1
    return None
"""


class TitleCardExample(Segment):
    def construct(self) -> None:
        card = self.show(
            TitleCard(
                "How a hash table finds your key",
                "Constant time, almost always",
                "A key becomes a number, and the number finds a slot.",
            )
        )
        self.cue(1)
        self.play(card.reveal_note())


class CodeListingExample(Segment):
    def construct(self) -> None:
        self.heading("Binary search, line by line")
        code = self.show(CodeListing(_SEARCH, "python", "search.py"))
        self.cue(1)
        self.play(code.focus(2, 3, "Everything between low and high is still possible."))
        self.cue(2)
        self.play(code.focus(7, 8, "The middle is too small, so the left half goes."))


class DiagramExample(Segment):
    def construct(self) -> None:
        self.heading("What happens to a request")
        picture = self.show(
            Diagram(
                [
                    ("client", "Browser", "sends a form"),
                    ("gateway", "API gateway", "checks the key"),
                    ("queue", "Queue", "keeps order"),
                    ("worker", "Worker", "renders the video"),
                    ("store", "Object store", "keeps the file"),
                ],
                [
                    ("client", "gateway", "POST"),
                    ("gateway", "queue", "job id"),
                    ("queue", "worker", "one at a time"),
                    ("worker", "store", "MP4"),
                    ("store", "client", "presigned link"),
                ],
                "row",
            )
        )
        for cue, step in enumerate(
            [("client", "gateway"), ("queue", "worker"), ("store",)], start=1
        ):
            self.cue(cue)
            self.play(picture.reveal(*step))


class TreeExample(Segment):
    def construct(self) -> None:
        self.heading("A binary search tree")
        keys = ["8", "3", "10", "1", "6", "14"]
        links = [("8", "3"), ("8", "10"), ("3", "1"), ("3", "6"), ("10", "14")]
        picture = self.show(
            Diagram([(k, k, "") for k in keys], [(a, b, "") for a, b in links], "tree")
        )
        for cue, step in enumerate([("8", "3", "10"), ("1", "6", "14"), ("3", "6")], start=1):
            self.cue(cue)
            self.play(picture.reveal(*step))


class CycleExample(Segment):
    def construct(self) -> None:
        self.heading("The life of a thread")
        picture = self.show(
            Diagram(
                [(n, n, "") for n in ("new", "ready", "running", "blocked")],
                [
                    ("new", "ready", "start"),
                    ("ready", "running", "scheduled"),
                    ("running", "blocked", "reads a file"),
                    ("blocked", "ready", "file is there"),
                ],
                "cycle",
            )
        )
        self.cue(1)
        self.play(picture.reveal("new", "ready", "running", "blocked"))


class ArrayExample(Segment):
    def construct(self) -> None:
        self.heading("Looking for 23")
        cells = self.show(Array(["2", "5", "8", "12", "16", "23", "38", "56", "72"]))
        self.cue(1)
        self.play(cells.point(low=0, high=8), cells.note("All nine are possible."))
        self.cue(2)
        self.play(cells.point(middle=4), cells.highlight(4), cells.note("16 is less than 23."))
        self.cue(3)
        self.play(
            cells.dim(0, 1, 2, 3, 4),
            cells.point(low=5, middle=6),
            cells.highlight(6),
            cells.note("So it must be to the right: four are left."),
        )


class ComparisonExample(Segment):
    def construct(self) -> None:
        self.heading("Array or linked list?")
        both = self.show(
            Comparison(
                (
                    "Array",
                    ["Any element in one step", "Grows by copying everything", "Kind to the cache"],
                ),
                (
                    "Linked list",
                    ["Walk from the head", "Grows one node at a time", "Pointers all over memory"],
                ),
                "Take the array, unless you insert in the middle all day.",
            )
        )
        for pair in range(3):
            self.cue(pair + 1)
            self.play(both.reveal_pair(pair))
        self.cue(4)
        self.play(both.reveal_verdict())


class StepsExample(Segment):
    def construct(self) -> None:
        self.heading("How TLS says hello")
        steps = self.show(
            Steps(
                [
                    ("Client hello", "The browser says which ciphers it knows."),
                    ("Server hello", "The server picks one and shows its certificate."),
                    ("Key exchange", "Both derive the same secret; nobody else can."),
                    ("Finished", "From here on everything is encrypted."),
                ]
            )
        )
        self.cue(1)
        self.play(steps.advance())


class TimelineExample(Segment):
    def construct(self) -> None:
        self.heading("Fifty years of one idea")
        line = self.show(
            Timeline(
                [
                    ("1970", "Codd describes the relational model"),
                    ("1974", "SEQUEL: queries that read like English"),
                    ("1979", "Oracle sells the first SQL database"),
                    ("1996", "PostgreSQL gets its name"),
                    ("2000", "SQLite fits in a library"),
                ]
            )
        )
        for moment in range(5):
            self.cue(moment + 1)
            self.play(line.reveal(moment))


class PlotExample(Segment):
    def construct(self) -> None:
        self.heading("Walking down a slope")
        plot = self.show(Plot("weight", "loss", (-3, 3), (0, 10)))
        self.cue(1)
        self.play(plot.draw(lambda x: x**2 + 0.5, "loss(w)"))
        for cue, weight in ((2, 2.5), (3, 1.2)):
            self.cue(cue)
            self.play(plot.mark(0, weight, tangent=True))


class EquationExample(Segment):
    def construct(self) -> None:
        self.heading("Why merge sort is fast")
        lines = self.show(
            Equation(r"T(n) = 2\,T\left(\frac{n}{2}\right) + O(n)", "two halves, and a merge")
        )
        self.cue(1)
        self.play(
            lines.then(r"T(n) = \sum_{i=0}^{\log_2 n} 2^i \cdot O\!\left(\frac{n}{2^i}\right)")
        )
        self.cue(2)
        self.play(
            lines.then(r"T(n) = O(n \log n)", "every level costs n, and there are log n of them")
        )


class RecapExample(Segment):
    def construct(self) -> None:
        self.heading("What to remember")
        points = self.show(
            Recap(
                [
                    "A hash turns any key into a number.",
                    "The number, modulo the size, is the slot.",
                    "Two keys may share a slot; a short list takes both.",
                    "Keep the table half empty and lookups stay fast.",
                ]
            )
        )
        for cue in (1, 2, 3):
            self.cue(cue)
            self.play(points.advance())


EXAMPLES: Final[dict[str, type[Segment]]] = {
    "title-card": TitleCardExample,
    "code-listing": CodeListingExample,
    "diagram": DiagramExample,
    "diagram-tree": TreeExample,
    "diagram-cycle": CycleExample,
    "array": ArrayExample,
    "comparison": ComparisonExample,
    "steps": StepsExample,
    "timeline": TimelineExample,
    "plot": PlotExample,
    "equation": EquationExample,
    "recap": RecapExample,
}
