"""Lesson: recursion."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
    code,
    compare,
    diagram,
    equation,
    plot,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="Recursion: Functions That Call Themselves",
    aliases=("recursion", "recursive function", "recursive call", "recursive algorithm",
             "call stack",
             "base case"),
    excludes=("neural", "rnn"),
    parts=(
        Part(
            title="A Question That Asks Itself",
            say="How many people are in the queue before you? Ask the person in front the same "
            "question, and add one. [[1]] Everybody does that, until somebody in front says: "
            "nobody. That's recursion.",
            visual=title(
                "Recursion", "A function that calls itself", "Ask a smaller question. Add one."
            ),
            ask="Can a function be explained by itself?",
            casual="Imagine a long queue.",
            formal="This lesson presents recursion.",
            weight=9,
        ),
        Part(
            title="Two Rules, Nothing More",
            say="Here's the factorial, four times three times two times one. First, [[1]] a base "
            "case that answers at once. Then, [[2]] a step that calls the same function with "
            "something smaller. That's all.",
            beginner="A function is a named piece of code. This one multiplies all numbers from n "
            "down to one. [[1]] For one, it answers at once. [[2]] For anything bigger, it calls "
            "itself with a smaller number.",
            visual=code(
                "python",
                """
                def factorial(n):
                    if n == 1:
                        return 1
                    return n * factorial(n - 1)
                """,
                (2, 3, "base case: stop"), (4, 4, "step: something smaller"),
                caption="factorial.py",
            ),
            ask="What does every recursion need?",
            weight=9,
            free=True,
        ),
        Part(
            title="Down Goes the Question",
            say="Factorial of four can't answer yet: [[1]] it asks for three. Three asks [[2]] for "
            "two, and two asks [[3]] for one. Each waits for the next, stacked up in memory: the "
            "call stack.",
            visual=diagram(
                {"4": "factorial(4)|4 × ?", "3": "factorial(3)|3 × ?", "2": "factorial(2)|2 × ?",
                 "1": "factorial(1)|1"},
                "4>3:asks, 3>2:asks, 2>1:asks", "4 3", "2", "1",
            ),
            ask="Who waits for whom?",
            casual="Let's follow it down.",
            weight=8,
        ),
        Part(
            title="Up Come the Answers",
            say="Now the answers come back. One [[1]] is one. Twice that [[2]] is two. Three times "
            "two [[3]] is six, and four times six [[4]] is twenty-four. No call multiplied more "
            "than once.",
            visual=array(
                "? ? ? ?",
                at("factorial(1) = 1", write={0: "1"}, light=(0,)),
                at("2 × 1 = 2", write={1: "2"}, light=(1,)),
                at("3 × 2 = 6", write={2: "6"}, light=(2,)),
                at("4 × 6 = 24", write={3: "24"}, light=(3,)),
                indexed=False,
            ),
            ask="How do the answers return?",
            casual="And back up again.",
            weight=8,
        ),
        Part(
            title="Where It Shines: Trees",
            say="Folders contain folders. To add up the size of one, [[1]] add its files, [[2]] "
            "then ask every folder inside for its size, [[3]] and they ask theirs. No loop says "
            "that as simply.",
            visual=diagram(
                {"home": "home|? MB", "photos": "photos|? MB", "notes": "notes.txt|1 MB",
                 "may": "may|30 MB", "june": "june|20 MB"},
                "home>photos, home>notes, photos>may, photos>june",
                "home notes", "photos", "may june", layout="tree",
            ),
            ask="What problems are shaped like this?",
            weight=6,
            free=True,
        ),
        Part(
            title="The Trap: Doing Work Twice",
            say="Fibonacci calls itself twice. Computing number five that way [[1]] takes fifteen "
            "calls, number ten 177, and it explodes. Remember results [[2]] and ten takes "
            "nineteen.",
            expert="Naive Fibonacci makes [[1]] twice F of n plus one, minus one calls: "
            "exponential, with base 1.618. Memoisation [[2]] makes it linear in time and in space.",
            visual=plot(
                ("n", "calls"), (0, 10), (0, 180),
                ("calling twice", "1.447 * exp(0.4812 * x) - 1"), ("remembering", "2 * x"),
            ),
            ask="When does recursion become slow?",
            casual="But be careful.",
            weight=6,
        ),
        Part(
            title="Recursion or a Loop?",
            say="A loop repeats [[1]] in place; recursion stacks up calls. A loop needs [[2]] "
            "almost no memory; Python stops recursion at about a thousand calls. [[3]] Flat data: "
            "loop. Nested data: recursion.",
            visual=compare(
                ("Loop", "repeats in place", "constant memory"),
                ("Recursion", "calls wait on a stack", "about 1,000 deep in Python"),
                "Flat: loop. Nested: recursion.",
            ),
            ask="Would a loop have been better?",
            weight=5,
            free=True,
        ),
        Part(
            title="Writing One Yourself",
            say="Find the case so small that you know the answer. [[1]] Make the problem one step "
            "smaller. [[2]] Trust the function to solve that. [[3]] Then build your answer from "
            "its answer.",
            visual=steps(
                ("Find the smallest case", "answer it directly"),
                ("Shrink by one step", "n becomes n - 1"),
                ("Trust the call", "assume it works"), ("Build your answer", "n × its answer"),
            ),
            ask="How do you write your own?",
            weight=5,
            free=True,
        ),
        Part(
            title="An Idea Older Than Computers",
            say="In 1888, [[1]] Richard Dedekind defined numbers recursively. In 1958, [[2]] John "
            "McCarthy's Lisp made it a way to program. In 1960, [[3]] Algol brought it to the "
            "mainstream.",
            visual=timeline(
                ("1888", "Dedekind defines numbers"), ("1958", "McCarthy's Lisp"),
                ("1960", "Algol 60"),
            ),
            ask="Where does the idea come from?",
            weight=2,
            free=True,
        ),
        Part(
            title="Four Factorial, Unfolded",
            say="Write it as a calculation. Four factorial is four times three factorial. [[1]] "
            "Unfold the three, [[2]] and the two, until the base case is reached. [[3]] Now "
            "multiply: twenty-four.",
            visual=equation(
                (r"4! = 4 \cdot 3!", "the step"),
                (r"4! = 4 \cdot 3 \cdot 2!", "once more"),
                (r"4! = 4 \cdot 3 \cdot 2 \cdot 1", "the base case"),
                (r"4! = 24", "the answer"),
            ),
            ask="What happens if you write it all out?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="A base case that stops, and a step that shrinks. [[1]] Calls wait on a stack, and "
            "answers come back up. [[2]] Nested things are where recursion shines.",
            visual=recap(
                "Base case, then a smaller step", "Calls wait on a stack", "Made for nested things"
            ),
            ask="What were the two rules?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "In the queue, what does each person do?",
            "Asks the one in front, and adds one",
            "Counts everybody alone", "Walks to the front", "Guesses a number",
            because="Each answer is built from the answer to the same question, one step smaller.",
            parts=("A Question That Asks Itself",),
        ),
        asked(
            "Who in the queue can answer at once?",
            "The person at the front",
            "The person at the back", "Everybody", "Nobody",
            because="With nobody in front the answer is known, and that ends the asking.",
            parts=("A Question That Asks Itself",),
        ),
        asked(
            "Which two things does every recursion need?",
            "A base case that stops and a step that shrinks",
            "A loop and a counter", "Two functions and a list", "A tree and a queue",
            because="Without the first it never stops, and without the second it never gets there.",
            parts=("Two Rules, Nothing More", "Writing One Yourself", "What to Remember"),
        ),
        asked(
            "Where do calls wait for their answers?",
            "On a stack",
            "In a file", "In the base case", "In a table of results",
            because="Each call waits in memory for the next one, and the answers come back up.",
            parts=("Down Goes the Question", "What to Remember"),
        ),
        asked(
            "Where does recursion shine?",
            "On things nested in things of their kind",
            "On one long flat list", "On a single number", "On text without structure",
            because="Folders within folders are easier to ask than to loop over.",
            parts=("Where It Shines: Trees", "Recursion or a Loop?", "What to Remember"),
        ),
        asked(
            "Why does the simple Fibonacci function become so slow?",
            "It computes the same numbers again and again",
            "Its numbers are not whole", "It has no base case", "Python refuses to call it",
            because="Remembering results turns 177 calls into nineteen.",
            parts=("The Trap: Doing Work Twice",),
        ),
    ),
)  # fmt: skip
