"""Four segments of a lesson on queues, none of them narrated: two seconds between cues."""

from stagecraft import Array, Comparison, Diagram, Segment, TitleCard


class Segment01(Segment):
    number = 1
    theme = "chalkboard"

    def construct(self) -> None:
        self.heading("Who is served next?")
        card = self.show(TitleCard("Queues", subtitle="First in, first out", note="Stay in line."))
        self.cue(1)
        self.play(card.reveal_note())
        self.cue(2)


class Segment02(Segment):
    number = 2
    theme = "light"

    def construct(self) -> None:
        self.heading("Joining and leaving")
        queue = self.show(Array(["Ana", "Ben", "Cleo", "Dan", ""], indexed=True))
        self.cue(1)
        self.play(queue.point(front=0, back=3))
        self.cue(2)
        self.play(queue.write(4, "Eve"))
        self.cue(3)
        self.play(queue.dim(0))
        self.cue(4)
        self.play(queue.point(front=1, back=4))
        self.cue(5)


class Segment03(Segment):
    number = 3
    theme = "chalkboard"

    def construct(self) -> None:
        self.heading("Between two programs")
        diagram = self.show(
            Diagram(
                nodes=[
                    ("maker", "producer", "writes"),
                    ("queue", "queue", "waits"),
                    ("taker", "consumer", "reads"),
                ],
                edges=[("maker", "queue", "put"), ("queue", "taker", "take")],
                layout="row",
            ),
        )
        self.cue(1)
        for node in ("maker", "queue", "taker"):
            self.play(diagram.reveal(node))
            self.cue(2)


class Segment04(Segment):
    number = 4
    theme = "colorful"

    def construct(self) -> None:
        self.heading("Queue or stack?")
        pairs = self.show(
            Comparison(
                left=("Queue", ["oldest first", "fair"]),
                right=("Stack", ["newest first", "quick to undo"]),
                verdict="Ask who may not wait.",
            ),
        )
        for pair in range(2):
            self.cue(pair + 1)
            self.play(pairs.reveal_pair(pair))
        self.cue(3)
        self.play(pairs.reveal_verdict())
        self.cue(4)
