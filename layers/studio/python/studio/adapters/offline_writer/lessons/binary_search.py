"""Lesson: binary search."""

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
    title="Binary Search, or Halving the Haystack",
    aliases=("binary search", "bisection search", "binary search algorithm", "bisect",
             "search sorted array", "search sorted list"),
    excludes=("tree", "trees", "bst"),
    parts=(
        Part(
            title="Twenty Questions for a Million",
            say="I think of a number between one and a million. You may ask twenty times if it's "
            "higher or lower, [[1]] and you'll always find it. Binary search plays exactly this "
            "game with sorted values.",
            visual=title("Binary Search", "One value among a million", "At most twenty questions"),
            ask="How many questions find one number in a million?",
            casual="Let's play a game.",
            formal="This lesson presents binary search.",
            weight=9,
        ),
        Part(
            title="Always Ask in the Middle",
            say="Here are ten sorted numbers, and we want 23. Two pointers, [[1]] low and high, "
            "fence in where it can be. Look at the middle: [[2]] sixteen. That's too small, so "
            "everything up to there [[3]] is out.",
            visual=array(
                "2 5 8 12 16 23 38 56 72 91",
                at("looking for 23", low=0, high=9),
                at("16 is less than 23", light=(4,), mid=4),
                at("five values ruled out at once", dim=(0, 1, 2, 3, 4), low=5),
            ),
            ask="Where should the first look go?",
            casual="Watch what one look can do.",
            expert="Ten sorted numbers; the target is 23. The invariant: [[1]] if it's present, it "
            "lies between low and high. The middle holds sixteen, [[2]] which is smaller, so low "
            "[[3]] moves past the middle.",
            weight=9,
        ),
        Part(
            title="And Halve What Is Left",
            say="[[1]] Five numbers remain. Their middle is 56, [[2]] too big: everything from "
            "there on [[3]] is out. Two remain, and the next middle [[4]] is 23. Found, in "
            "three looks instead of six.",
            visual=array(
                "2 5 8 12 16 23 38 56 72 91",
                at("five are left", dim=(0, 1, 2, 3, 4), low=5, high=9),
                at("56 is greater than 23", light=(7,), mid=7),
                at("only two are left", dim=(7, 8, 9), high=6),
                at("found at index 5", light=(5,), mid=5),
            ),
            ask="What happens to the five that remain?",
            casual="Same trick again.",
            weight=8,
        ),
        Part(
            title="Why Twenty Looks Are Enough",
            say="Looking one by one grows [[1]] with the list. Halving barely grows at all: [[2]] "
            "sixteen values need four halvings, a million need twenty, and a billion need only "
            "thirty.",
            expert="A linear scan costs [[1]] n comparisons in the worst case. Binary search costs "
            "[[2]] the floor of log two of n, plus one. No algorithm that only compares can do "
            "better.",
            visual=plot(
                ("values", "looks"), (1, 64), (0, 64),
                ("one by one", "x"), ("binary search", "log2(x)"),
            ),
            ask="How does the work grow with the list?",
            casual="Now the surprising part.",
            weight=7,
        ),
        Part(
            title="The Whole Thing in Code",
            say="Low and high [[1]] start at both ends. While there's anything between them, [[2]] "
            "look at the middle. Then move low [[3]] or high past it. If they cross, [[4]] the "
            "value isn't there.",
            visual=code(
                "python",
                """
                def find(values, wanted):
                    low, high = 0, len(values) - 1
                    while low <= high:
                        middle = (low + high) // 2
                        if values[middle] == wanted:
                            return middle
                        if values[middle] < wanted:
                            low = middle + 1
                        else:
                            high = middle - 1
                    return None
                """,
                (2, 2, "both ends"), (3, 6, "look in the middle"),
                (7, 10, "throw a half away"), (11, 11, "not there"), caption="find.py",
            ),
            ask="How little code does it take?",
            weight=7,
            free=True,
        ),
        Part(
            title="One by One, or by Halves?",
            say="Searching one by one works [[1]] on any list; binary search needs a sorted one. A "
            "million values cost [[2]] up to a million looks, or twenty. [[3]] So sort once if you "
            "search often.",
            visual=compare(
                ("One by one", "any order will do", "a million looks"),
                ("Binary search", "must be sorted", "twenty looks"),
                "Search often? Sort once.",
            ),
            ask="What is the price of all this speed?",
            weight=5,
            free=True,
        ),
        Part(
            title="The Recipe",
            say="Put both fences up. [[1]] Look in the middle between them. [[2]] Throw away the "
            "half that can't hold your value, the middle included. [[3]] Repeat until you've found "
            "it, or nothing is left.",
            visual=steps(
                ("Fence in all values", "low and high"), ("Look in the middle", "one comparison"),
                ("Drop half", "middle included"), ("Repeat", "until found or empty"),
            ),
            ask="Could you do it by hand?",
            weight=4,
            free=True,
        ),
        Part(
            title="Harder Than It Looks",
            say="In 1946, [[1]] John Mauchly described binary search. In 1960, [[2]] Lehmer "
            "published a version for lists of any length. And in 2006, [[3]] Java's own version "
            "turned out to fail on huge arrays.",
            expert="Mauchly described it in 1946; [[1]] Lehmer's version for every length came in "
            "1960. [[2]] In 2006, Java's library was found wrong: [[3]] low plus high overflowed a "
            "32-bit integer.",
            visual=timeline(
                ("1946", "Mauchly describes it"), ("1960", "Lehmer: any length"),
                ("2006", "a bug in Java's version"),
            ),
            ask="How long did it take to get this right?",
            weight=3,
            free=True,
        ),
        Part(
            title="Why It Is a Logarithm",
            say="Start with n values. One look leaves n over two; [[1]] k looks leave n over two "
            "to the k. [[2]] The search ends when one is left. [[3]] Solve for k, and there's the "
            "logarithm of n, to the base two.",
            visual=equation(
                (r"n \to \frac{n}{2}", "one look"),
                (r"n \to \frac{n}{2^{k}}", "k looks"),
                (r"\frac{n}{2^{k}} = 1", "one is left"),
                (r"k = \log_2 n", "looks needed"),
            ),
            ask="Where does the logarithm come from?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Sorted values let one look rule out half. [[1]] Twenty looks find one value in a "
            "million. [[2]] And always move past the middle, or your loop may never end.",
            visual=recap(
                "One look rules out half", "A million values: 20 looks", "Move past the middle"
            ),
            ask="What makes halving so strong?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "How many yes-or-no questions find one number among a million?",
            "At most twenty",
            "At most a hundred", "About a thousand", "Half a million",
            because="Every answer halves what is left, and a million halves about twenty times.",
            parts=(
                "Twenty Questions for a Million", "Why Twenty Looks Are Enough",
                "What to Remember",
            ),
        ),
        asked(
            "What must be true of the values before binary search works?",
            "They are sorted",
            "They are all even", "They are all different lengths",
            "There are at least a million of them",
            because="Only in sorted values does one look say where the rest must be.",
            parts=(
                "Twenty Questions for a Million", "One by One, or by Halves?", "What to Remember",
            ),
        ),
        asked(
            "What does one look in the middle achieve?",
            "It rules out half of the values",
            "It sorts the values", "It rules out one value", "It doubles the list",
            because="Everything on the wrong side of the middle is out at once.",
            parts=(
                "Always Ask in the Middle", "And Halve What Is Left", "The Recipe",
                "What to Remember",
            ),
        ),
        asked(
            "Why must a fence always move past the middle?",
            "Otherwise the loop may never end",
            "Otherwise the list is no longer sorted", "Otherwise the middle is counted twice",
            "Otherwise the program needs more memory",
            because="A fence that stays on the middle may leave the same values to search again.",
            parts=("The Recipe", "What to Remember"),
        ),
        asked(
            "Searching for 23 in the example, the middle is 16. What is ruled out?",
            "16 and everything before it",
            "Only 16", "Everything after 16", "Nothing yet",
            because="Sixteen is too small, and in a sorted list so is everything before it.",
            parts=("Always Ask in the Middle",),
        ),
        asked(
            "When is it worth sorting a list first?",
            "When you search it often",
            "When it holds one value", "When you search it once", "Never",
            because="Sorting costs something once, and every search after that is cheap.",
            parts=("One by One, or by Halves?",),
        ),
    ),
)  # fmt: skip
