"""Lesson: merge sort."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
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
    title="Merge Sort: Sorting by Splitting in Half",
    aliases=("merge sort", "mergesort", "sorting", "sorting algorithm", "sort", "sort a list",
             "sort an array",
             "sorting with merge sort", "divide and conquer", "timsort"),
    excludes=("bubble", "quick", "quicksort", "heap", "radix", "topological", "bucket"),
    parts=(
        Part(
            title="Two Sorted Piles Are Easy",
            say="Sorting a shuffled deck of cards is tedious. But putting two sorted piles "
            "together is easy: [[1]] always take the smaller of the two top cards. Merge sort "
            "turns the hard problem into the easy one.",
            visual=title(
                "Merge Sort", "Sorting by splitting in half", "Take the smaller of two tops"
            ),
            ask="What is the easiest sorting job there is?",
            formal="This lesson presents merge sort.",
            weight=9,
        ),
        Part(
            title="Merging, Card by Card",
            say="On the left, two and seven; on the right, three and five. Compare two and three: "
            "[[1]] two goes first. Seven or three? [[2]] Three. Seven or five? [[3]] Five. Then "
            "seven [[4]] is left.",
            visual=array(
                "2 7 3 5 _ _ _ _",
                at("2 or 3? Take 2", dim=(0,), light=(4,), write={4: "2"}),
                at("7 or 3? Take 3", dim=(2,), light=(5,), write={5: "3"}),
                at("7 or 5? Take 5", dim=(3,), light=(6,), write={6: "5"}),
                at("only 7 is left", dim=(1,), light=(7,), write={7: "7"}),
                indexed=False,
            ),
            ask="Which card comes next?",
            casual="Let's merge two piles.",
            weight=9,
        ),
        Part(
            title="But Who Sorts the Piles?",
            say="The same trick does. Split the list [[1]] in half, and each half [[2]] again, "
            "until every pile [[3]] is a single card. One card is always sorted. Then merge all "
            "the way back up.",
            visual=diagram(
                {"all": "7 2 5 3", "l": "7 2", "r": "5 3", "a": "7", "b": "2", "c": "5", "d": "3"},
                "all>l, all>r, l>a, l>b, r>c, r>d", "all", "l r", "a b c d", layout="tree",
            ),
            ask="Who sorts the two piles?",
            beginner="The same trick does. Cut the list [[1]] in two halves, and cut each half "
            "[[2]] again, until every pile [[3]] has one card. A single card needs no sorting. Now "
            "merge them again.",
            weight=8,
        ),
        Part(
            title="Counting the Work",
            say="Eight cards need three rounds of merging, [[1]] because eight halves three times. "
            "Every round touches all eight cards: [[2]] 24 steps. For a million cards it's [[3]] "
            "twenty rounds, twenty million steps.",
            expert="With n elements there are log two of n levels, [[1]] each merging n elements: "
            "[[2]] O of n log n in every case. No comparison sort [[3]] can beat that bound; merge "
            "sort pays with n extra memory.",
            visual=steps(
                ("8 cards: 3 rounds", "8 → 4 → 2 → 1"),
                ("8 steps per round", "every card is touched"),
                ("3 × 8 = 24 steps", "n log n"), ("1,000,000 cards", "20 rounds, 20 million steps"),
            ),
            ask="How much work is that?",
            casual="Is that fast? Let's count.",
            weight=7,
        ),
        Part(
            title="Against the Obvious Way",
            say="Insertion sort, the way you sort cards in your hand, [[1]] grows with the square. "
            "Merge sort [[2]] grows with n log n. At sixty-four cards [[3]] it's about a thousand "
            "steps against under four hundred.",
            visual=plot(
                ("cards", "steps"), (1, 64), (0, 1100),
                ("insertion sort", "x ** 2 / 4"), ("merge sort", "x * log2(x)"), marker=dots(64),
            ),
            ask="How does that compare with sorting by hand?",
            weight=7,
        ),
        Part(
            title="Merge Sort in Code",
            say="A list of one [[1]] is sorted. Otherwise split, and sort [[2]] both halves with "
            "the same function. Then merge: take the smaller front [[3]] until one side is empty. "
            "[[4]] The rest follows.",
            visual=code(
                "python",
                """
                def merge_sort(cards):
                    if len(cards) <= 1:
                        return cards
                    middle = len(cards) // 2
                    left = merge_sort(cards[:middle])
                    right = merge_sort(cards[middle:])
                    merged, i, j = [], 0, 0
                    while i < len(left) and j < len(right):
                        if left[i] <= right[j]:
                            merged.append(left[i])
                            i += 1
                        else:
                            merged.append(right[j])
                            j += 1
                    return merged + left[i:] + right[j:]
                """,
                (2, 3, "one card is sorted"), (4, 6, "sort both halves"),
                (7, 14, "take the smaller front"),
                (15, 15, "the rest follows"), caption="merge_sort.py",
            ),
            ask="What does it look like in code?",
            weight=7,
            free=True,
        ),
        Part(
            title="Merge Sort or Quicksort?",
            say="Quicksort needs no second list, [[1]] merge sort does. Quicksort can turn slow on "
            "unlucky data, [[2]] merge sort never. And merge sort is stable: [[3]] equal cards "
            "keep their order.",
            visual=compare(
                ("Quicksort", "sorts in place", "worst case: n²"),
                ("Merge sort", "needs a second list", "always n log n"),
                "Merge sort is stable",
            ),
            ask="Is there something better?",
            weight=5,
            free=True,
        ),
        Part(
            title="Seventy-Five Years of Merging",
            say="In 1945, [[1]] John von Neumann wrote merge sort for a computer not yet built. In "
            "2002, [[2]] Tim Peters mixed it with insertion sort for Python: Timsort. [[3]] Java "
            "adopted it for objects in 2011.",
            visual=timeline(
                ("1945", "von Neumann"), ("2002", "Timsort in Python"),
                ("2011", "Timsort in Java 7"),
            ),
            ask="Who came up with this?",
            weight=3,
            free=True,
        ),
        Part(
            title="The Work, Derived",
            say="Sorting n cards means sorting two halves, and a merge that touches all n. [[1]] "
            "Unfold the halves: four quarters, and n twice. [[2]] After k rounds, k times n. [[3]] "
            "Single cards are left when k is the logarithm of n.",
            visual=equation(
                (r"T(n) = 2\,T(n/2) + n", "two halves, one merge"),
                (r"T(n) = 4\,T(n/4) + 2n", "again"),
                (r"T(n) = 2^{k}\,T(n/2^{k}) + kn", "k rounds"),
                (r"T(n) \approx n \log_2 n", "single cards"),
            ),
            ask="Where does n log n come from?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Merging two sorted piles is easy. [[1]] So split down to single cards, then merge "
            "back up. [[2]] That takes n log n steps, always.",
            visual=recap("Merging is the easy part", "Split to single cards", "n log n, always"),
            ask="What turned the hard problem easy?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "How do you put two sorted piles together?",
            "Always take the smaller of the two top cards",
            "Shuffle both and start again", "Put one pile under the other",
            "Take cards from both in turn",
            because="In sorted piles the smallest card is always on top of one of them.",
            parts=("Two Sorted Piles Are Easy", "Merging, Card by Card"),
        ),
        asked(
            "What is merge sort's idea?",
            "Split down to single cards, then merge back up",
            "Swap neighbours until all is sorted", "Look for the smallest card again and again",
            "Throw away half of the cards",
            because="Merging sorted piles is easy, and a single card is always sorted.",
            parts=(
                "Two Sorted Piles Are Easy", "But Who Sorts the Piles?", "Merge Sort in Code",
                "What to Remember",
            ),
        ),
        asked(
            "Which problem does merge sort turn the hard one into?",
            "Putting two sorted piles together",
            "Guessing a number", "Finding the largest card", "Counting the cards",
            because="Sorting is hard, merging is easy, and it needs only merging.",
            parts=("Two Sorted Piles Are Easy", "What to Remember"),
        ),
        asked(
            "How does the work of merge sort grow?",
            "As n log n, always",
            "As n squared, always", "As n, always", "As n log n only if the data is lucky",
            because="There are about log n rounds, and each of them touches all n cards.",
            parts=("Counting the Work", "Against the Obvious Way", "What to Remember"),
        ),
        asked(
            "Which pile is always sorted?",
            "A pile of one card",
            "A pile of two cards", "The larger pile", "A shuffled pile",
            because="With a single card there is nothing that could be in the wrong place.",
            parts=("But Who Sorts the Piles?", "Merge Sort in Code"),
        ),
        asked(
            "What does it mean that merge sort is stable?",
            "Equal cards keep their order",
            "It never needs a second list", "It never crashes",
            "It takes the same time on every computer",
            because="Of two equal cards, the one that came first stays first.",
            parts=("Merge Sort or Quicksort?",),
        ),
    ),
)  # fmt: skip
