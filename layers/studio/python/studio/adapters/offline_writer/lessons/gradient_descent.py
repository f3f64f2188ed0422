"""Lesson: gradient descent."""

from studio.adapters.offline_writer.drawing import (
    code,
    compare,
    diagram,
    dots,
    equation,
    plot,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="Gradient Descent: Learning by Walking Downhill",
    aliases=("gradient descent", "gradient descent optimization", "gradient",
             "stochastic gradient descent",
             "learning rate", "how neural networks learn", "loss minimization"),
    excludes=("css", "color", "boosting"),
    parts=(
        Part(
            title="Downhill in the Fog",
            say="You stand on a hillside in thick fog and want to reach the valley. You can't see "
            "it, but you feel the slope under your feet. [[1]] So you take a step downhill, and "
            "feel again.",
            visual=title(
                "Gradient Descent", "How machines learn by walking downhill",
                "Feel the slope. Take a step."
            ),
            ask="How do you find a valley you can't see?",
            casual="Imagine this.",
            formal="This lesson presents gradient descent.",
            weight=9,
        ),
        Part(
            title="The Loop",
            say="A model makes predictions. [[1]] The loss says how wrong they are. [[2]] The "
            "gradient says which way makes it worse. [[3]] So change the model a little the other "
            "way, and repeat.",
            beginner="A model is a formula with knobs. [[1]] The loss says how wrong it is. [[2]] "
            "The gradient, which is the slope, tells how turning a knob changes that. [[3]] So "
            "turn each knob a little the better way.",
            visual=diagram(
                {"model": "model|predicts", "loss": "loss|how wrong?",
                    "grad": "gradient|which way is up?",
                 "step": "step|go the other way"},
                "model>loss, loss>grad, grad>step, step>model", "model loss", "grad", "step",
                layout="cycle",
            ),
            ask="What exactly is repeated?",
            weight=7,
        ),
        Part(
            title="Four Steps Down a Curve",
            say="Our valley is [[1]] x squared. We start [[2]] at four, where it's steep, so the "
            "step is long. [[3]] Two. Less steep, a shorter step. [[4]] One. [[5]] One half. Every "
            "step halves the distance.",
            visual=plot(
                ("x", "loss"), (-5, 5), (0, 18), ("x²", "x ** 2"),
                marker=dots(4, 2, 1, 0.5, tangent=True),
            ),
            ask="What happens to the step near the bottom?",
            casual="Watch the dot.",
            weight=9,
        ),
        Part(
            title="The Whole Rule in One Line",
            say="The new x is the old x minus a small number times the slope. [[1]] That small "
            "number is the learning rate, here one quarter. [[2]] At four the slope is eight, so "
            "the step is two: [[3]] four becomes two.",
            visual=equation(
                (r"x_{\text{new}} = x - \eta \, f'(x)", "against the slope"),
                (r"\eta = 0.25", "the learning rate"),
                (r"f'(4) = 2 \cdot 4 = 8", "the slope of x² at 4"),
                (r"4 - 0.25 \cdot 8 = 2", "the next x"),
            ),
            ask="How long is a step?",
            casual="The rule fits in one line.",
            weight=8,
        ),
        Part(
            title="Too Big a Step",
            say="Now set the learning rate [[1]] to 1.1. From four [[2]] we jump across the "
            "valley, [[3]] to minus 4.8, higher than before. Then [[4]] to 5.76. It explodes.",
            expert="On x squared, [[1]] each step multiplies x by one minus two eta. [[2]] With "
            "eta 1.1 that factor is minus 1.2: [[3]] the iterates alternate [[4]] and diverge. "
            "Below one, it converges.",
            visual=plot(
                ("x", "loss"), (-6.5, 6.5), (0, 36), ("x²", "x ** 2"), marker=dots(4, -4.8, 5.76),
            ),
            ask="Why not take bigger steps?",
            casual="So why not hurry?",
            weight=8,
        ),
        Part(
            title="The Wrong Valley",
            say="Some landscapes [[1]] have two valleys. Start on the right, [[2]] and you roll "
            "into the shallow one, [[3]] and stay there, although the left one is deeper. Gradient "
            "descent only knows its own slope.",
            visual=plot(
                ("x", "loss"), (-3.2, 3), (-1, 12),
                ("two valleys", "x ** 4 / 4 - 2 * x ** 2 + x + 6"),
                marker=dots(2.8, 1.86),
            ),
            ask="Does it always find the deepest point?",
            weight=6,
        ),
        Part(
            title="Six Lines of Python",
            say="Start somewhere, [[1]] here at four. Repeat: [[2]] compute the slope, two x, and "
            "step [[3]] against it. After twenty rounds, x is almost zero.",
            visual=code(
                "python",
                """
                x = 4.0
                rate = 0.25
                for _ in range(20):
                    slope = 2 * x
                    x = x - rate * slope
                print(x)  # 0.0000038
                """,
                (1, 2, "start and learning rate"), (3, 4, "feel the slope"),
                (5, 5, "step downhill"),
                caption="descend.py",
            ),
            ask="How much code is that?",
            weight=6,
            free=True,
        ),
        Part(
            title="All the Data, or a Handful?",
            say="The exact slope [[1]] needs all the data for every step. Stochastic gradient "
            "descent [[2]] looks at a small random batch: a rougher direction, but far more steps. "
            "[[3]] Neural networks learn that way.",
            visual=compare(
                ("Full gradient", "all data per step", "smooth path"),
                ("Stochastic", "a small batch per step", "noisy, but quick"),
                "Neural networks: batches",
            ),
            ask="Must we look at everything each time?",
            weight=4,
            free=True,
        ),
        Part(
            title="How to Use It",
            say="Say what wrong means: choose a loss. [[1]] Start anywhere. [[2]] Compute the "
            "slope, [[3]] step against it, and repeat until the loss stops falling. If it rises, "
            "take smaller steps.",
            visual=steps(
                ("Choose a loss", "one number: how wrong?"), ("Start anywhere", "random is fine"),
                ("Compute the slope", "for every parameter"),
                ("Step and repeat", "until nothing improves"),
            ),
            ask="Where would you begin?",
            weight=3,
            free=True,
        ),
        Part(
            title="From Cauchy to Chatbots",
            say="In 1847, [[1]] Cauchy proposed it, for astronomy. In 1951, [[2]] Robbins and "
            "Monro made it stochastic. In 1986, [[3]] backpropagation carried it into neural "
            "networks.",
            visual=timeline(
                ("1847", "Cauchy"), ("1951", "Robbins and Monro"), ("1986", "backpropagation"),
            ),
            ask="Is this a new idea?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Feel the slope, and step the other way. [[1]] The learning rate decides: too "
            "small is slow, too big explodes. [[2]] And you may end in the wrong valley.",
            visual=recap(
                "Step against the slope", "Mind the learning rate", "Valleys may be local"
            ),
            ask="What could possibly go wrong?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "How does gradient descent choose where to go?",
            "It feels the slope and steps the other way",
            "It tries every direction and keeps the best", "It jumps to a random place",
            "It asks for the lowest point on a map",
            because="It knows only the slope under its feet, and steps downhill.",
            parts=("Downhill in the Fog", "The Loop", "What to Remember"),
        ),
        asked(
            "What does the person in the fog know of the valley?",
            "Only the slope under their feet",
            "Where the valley is", "How deep the valley is", "How many valleys there are",
            because="They cannot see the valley, so each step is a local decision.",
            parts=("Downhill in the Fog",),
        ),
        asked(
            "What happens if the learning rate is too big?",
            "The steps explode",
            "The steps become too small", "Nothing changes", "The loss becomes exactly zero",
            because="Each step jumps across the valley, and lands higher than before.",
            parts=("Too Big a Step", "What to Remember"),
        ),
        asked(
            "What happens if the learning rate is too small?",
            "Learning is slow",
            "Learning explodes", "The slope turns around", "The data is forgotten",
            because="Small steps arrive too, but it takes many of them.",
            parts=("What to Remember",),
        ),
        asked(
            "Where may gradient descent end, apart from the deepest valley?",
            "In a shallower valley",
            "Always on a hilltop", "Nowhere else: it always finds the deepest",
            "Back where it started",
            because="It knows only its own slope, and that is flat in every valley.",
            parts=("The Wrong Valley", "What to Remember"),
        ),
        asked(
            "What does stochastic gradient descent look at for each step?",
            "A small random batch of the data",
            "All of the data", "No data at all", "Only the largest value",
            because="The direction is rougher, but there are far more steps.",
            parts=("All the Data, or a Handful?",),
        ),
    ),
)  # fmt: skip
