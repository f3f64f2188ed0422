"""Lesson: Big-O notation."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
    code,
    compare,
    equation,
    plot,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="Big-O: How Work Grows With Size",
    aliases=("big o", "big o notation", "time complexity", "algorithmic complexity",
             "computational complexity",
             "asymptotic notation", "asymptotic complexity", "bigo", "complexity of algorithms"),
    parts=(
        Part(
            title="Fast Today, Hopeless Tomorrow",
            say="A program handles a thousand users in one second. With a million users, does it "
            "need a quarter of an hour, or eleven days? [[1]] Big-O notation tells you before you "
            "wait.",
            visual=title("Big-O", "How work grows with size", "15 minutes, or 11 days?"),
            ask="Will your program survive a million users?",
            casual="Here's a question worth money.",
            formal="This lesson presents Big-O notation.",
            weight=9,
        ),
        Part(
            title="Is There a Duplicate?",
            say="Is any name in this list twice? The simple way compares [[1]] the first with all "
            "others, [[2]] then the second with the rest, and so on. A thousand names make [[3]] "
            "half a million comparisons.",
            visual=array(
                "Ann Bob Eve Tom Ann",
                at("Ann with the four others", light=(0,), dim=()),
                at("Bob with the three after it", light=(1,), dim=(0,)),
                at("1,000 names: 499,500 pairs", light=(0, 4)),
            ),
            ask="How would you find a duplicate?",
            casual="Take a small problem.",
            weight=8,
        ),
        Part(
            title="Two Ways, Two Growths",
            say="Two loops, one inside the other, [[1]] compare every pair: n squared. The other "
            "way [[2]] keeps a set of names it has seen, and looks at each name [[3]] only once: n "
            "steps.",
            visual=code(
                "python",
                """
                def slow(names):
                    for i in range(len(names)):
                        for j in range(i):
                            if names[i] == names[j]:
                                return True
                    return False

                def fast(names):
                    seen = set()
                    for name in names:
                        if name in seen:
                            return True
                        seen.add(name)
                    return False
                """,
                (2, 5, "n² / 2 comparisons"), (9, 9, "a set remembers"), (10, 13, "n steps"),
                caption="duplicates.py",
            ),
            ask="Which of these two would you rather run?",
            weight=7,
            free=True,
        ),
        Part(
            title="The Curves",
            say="Draw the work against the size. [[1]] Logarithmic hardly rises. [[2]] Linear "
            "rises steadily. [[3]] n log n stays close to it. But n squared [[4]] leaves the "
            "picture.",
            visual=plot(
                ("size n", "steps"), (1, 30), (0, 150),
                ("log n", "log2(x)"), ("n", "x"), ("n log n", "x * log2(x)"), ("n²", "x ** 2"),
            ),
            ask="What do the growths look like?",
            casual="Now look at this.",
            weight=9,
        ),
        Part(
            title="Forget the Constants",
            say="Big-O drops two things. Constants: [[1]] three n is still O of n. And smaller "
            "terms: [[2]] for large n, n squared plus n is just O of n squared. What remains is "
            "[[3]] the shape of the growth.",
            visual=equation(
                (r"3n", "three passes over the list"),
                (r"3n = O(n)", "constants go"),
                (r"n^2 + n = O(n^2)", "smaller terms go"),
                (r"10^6 + 10^3 \approx 10^6", "for n = 1000, n hardly counts"),
            ),
            expert="Formally, f is O of g if, [[1]] from some n on, f stays below a constant times "
            "g. [[2]] It's an upper bound: theta is the tight one. [[3]] And it hides constants "
            "that may matter.",
            ask="What may we ignore?",
            weight=7,
        ),
        Part(
            title="In Time You Can Feel",
            say="Say one step takes a microsecond, and n is a million. O of n [[1]] takes one "
            "second. n log n [[2]] takes twenty seconds. n squared [[3]] takes eleven and a half "
            "days.",
            visual=steps(
                ("O(log n)", "20 microseconds"), ("O(n)", "1 second"), ("O(n log n)", "20 seconds"),
                ("O(n²)", "11.6 days"),
            ),
            ask="What does that mean in seconds?",
            casual="Let's make it real.",
            weight=8,
            free=True,
        ),
        Part(
            title="Worst Case or Average?",
            say="Big-O can describe different cases. In the worst case [[1]] a hash table lookup "
            "is linear; [[2]] on average it's constant. [[3]] So always say which case you mean.",
            visual=compare(
                ("Worst case", "hash lookup: O(n)", "quicksort: O(n²)"),
                ("Average", "hash lookup: O(1)", "quicksort: O(n log n)"), "Say which one you mean",
            ),
            ask="Is it always that slow?",
            weight=4,
            free=True,
        ),
        Part(
            title="A Notation With a History",
            say="In 1894, [[1]] Paul Bachmann wrote the big O, for number theory. Edmund Landau "
            "[[2]] made it popular in 1909. In 1976, [[3]] Donald Knuth brought it to computing, "
            "with omega and theta.",
            visual=timeline(
                ("1894", "Bachmann writes O"), ("1909", "Landau spreads it"),
                ("1976", "Knuth: O, Ω and Θ"),
            ),
            ask="Who invented the O?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Count how the steps grow, not how many there are. [[1]] Drop constants and "
            "smaller terms. [[2]] And fear the loop inside a loop, when the data is large.",
            visual=recap(
                "Growth, not seconds", "Drop constants and small terms", "Beware the loop in a loop"
            ),
            ask="What should you look for first?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "What does Big-O tell you about a program?",
            "How its work grows as the data grows",
            "How many seconds it takes today", "How many lines of code it has",
            "How many users like it",
            because="It is about growth: what happens when a thousand becomes a million.",
            parts=("Fast Today, Hopeless Tomorrow", "What to Remember"),
        ),
        asked(
            "A program's data grows a thousandfold. When can you know whether it stays usable?",
            "Before running it, from its Big-O",
            "Only after waiting for it", "Never, it is a matter of luck",
            "Only after buying a faster computer",
            because="Big-O says how the work grows before you wait for it.",
            parts=("Fast Today, Hopeless Tomorrow",),
        ),
        asked(
            "What does Big-O leave out?",
            "Constants and smaller terms",
            "The largest term", "The size of the data", "Everything inside a loop",
            because="Constants and smaller terms do not change the shape of the growth.",
            parts=("Forget the Constants", "What to Remember"),
        ),
        asked(
            "What should you fear most when the data is large?",
            "A loop inside a loop",
            "Two loops, one after the other", "A long name for a variable",
            "A function that is called once",
            because="A loop inside a loop makes the work grow with the square.",
            parts=("Two Ways, Two Growths", "What to Remember"),
        ),
        asked(
            "One step takes a microsecond and n is a million. How long does n squared take?",
            "Eleven and a half days",
            "One second", "Twenty seconds", "About an hour",
            because="A million times a million microseconds are eleven and a half days.",
            parts=("In Time You Can Feel",),
        ),
        asked(
            "What is the lookup in a hash table, in the worst case and on average?",
            "Linear, and constant on average",
            "Constant, and linear on average", "Quadratic in both cases",
            "Logarithmic in both cases",
            because="Big-O can describe different cases, so always say which one you mean.",
            parts=("Worst Case or Average?",),
        ),
    ),
)  # fmt: skip
