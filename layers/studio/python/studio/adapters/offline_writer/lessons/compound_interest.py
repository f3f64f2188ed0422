"""Lesson: compound interest."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
    code,
    compare,
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
    title="Compound Interest: When Interest Earns Interest",
    aliases=("compound interest", "compounding", "interest on interest", "rule of 72",
             "exponential growth of money",
             "how savings grow", "interest rate"),
    parts=(
        Part(
            title="One Thousand, Left Alone",
            say="Put away a thousand at seven percent a year, and touch nothing. After ten years "
            "it has almost doubled. After forty, [[1]] it's nearly fifteen thousand. How?",
            visual=title(
                "Compound Interest", "When interest earns interest", "1,000 becomes 14,974"
            ),
            ask="How does a thousand become fifteen thousand?",
            casual="Here's money doing the work.",
            formal="This lesson presents compound interest.",
            weight=9,
        ),
        Part(
            title="Year by Year",
            say="The first year earns seventy: [[1]] 1,070. The second year earns seven percent of "
            "that, [[2]] almost seventy-five. The third, [[3]] eighty. The rate never changed, but "
            "what it works on did.",
            visual=array(
                "1,000 _ _ _",
                at("+ 70.00", light=(1,), write={1: "1,070"}),
                at("+ 74.90", light=(2,), write={2: "1,145"}),
                at("+ 80.14", light=(3,), write={3: "1,225"}),
            ),
            ask="What does each year add?",
            casual="Follow the first years.",
            weight=9,
        ),
        Part(
            title="The Formula",
            say="Each year multiplies by 1.07. Ten years multiply [[1]] ten times: 1.07 to the "
            "power of ten, [[2]] about 1.97. In general, [[3]] capital times one plus the rate, to "
            "the power of the years.",
            visual=equation(
                (r"A = 1000 \cdot 1.07", "after one year"),
                (r"A = 1000 \cdot 1.07^{10}", "after ten years"),
                (r"A \approx 1967", "almost doubled"),
                (r"A = P\,(1 + r)^{t}", "capital P, rate r, years t"),
            ),
            expert="Each year multiplies by 1.07, so [[1]] growth is exponential: ten years give "
            "[[2]] 1.97. With n payments a year [[3]] r becomes r over n, and in the limit you get "
            "e to the r t.",
            ask="Can you compute any year directly?",
            weight=7,
        ),
        Part(
            title="A Line Against a Curve",
            say="Without compounding, seventy a year is [[1]] a straight line. With it, [[2]] a "
            "curve. After ten years [[3]] they're still close. After forty, [[4]] the curve is "
            "almost four times as high.",
            visual=plot(
                ("years", "money"), (0, 42), (0, 16000),
                ("without compounding", "1000 + 70 * x"), ("with compounding", "1000 * 1.07 ** x"),
                marker=dots(10, 40, curve=1),
            ),
            ask="When does it start to matter?",
            casual="Now look at the shape.",
            weight=8,
        ),
        Part(
            title="The Rule of 72",
            say="To see how long doubling takes, divide 72 by the rate. Seven percent: [[1]] about "
            "ten years. Two percent: [[2]] thirty-six. And a credit card at twenty percent [[3]] "
            "doubles your debt in less than four.",
            visual=steps(
                ("72 ÷ rate = years", "until it doubles"), ("7 %: about 10 years", "72 ÷ 7"),
                ("2 %: 36 years", "72 ÷ 2"), ("20 %: under 4 years", "that's your credit card"),
            ),
            ask="How long until it doubles?",
            casual="Here's a trick to keep.",
            weight=8,
            free=True,
        ),
        Part(
            title="Start at 25, or at 35?",
            say="Two people each put away a thousand until sixty-five. [[1]] One starts at "
            "twenty-five, the other at thirty-five. [[2]] The first ends with fifteen thousand, "
            "the second with half. [[3]] Time beats everything.",
            visual=compare(
                ("Start at 25", "40 years", "1,000 becomes 14,974"),
                ("Start at 35", "30 years", "1,000 becomes 7,612"),
                "Ten years cost half the result",
            ),
            ask="What do ten years cost?",
            weight=7,
            free=True,
        ),
        Part(
            title="It Works Against You Too",
            say="A fee of one percent sounds small. [[1]] Seven percent for forty years makes "
            "fifteen thousand. [[2]] Six percent makes ten. [[3]] That small fee took almost a "
            "third. Inflation works the same way.",
            visual=plot(
                ("years", "money"), (0, 40), (0, 16000),
                ("7 %", "1000 * 1.07 ** x"), ("6 %: after a fee", "1000 * 1.06 ** x"),
                marker=dots(40, curve=1),
            ),
            ask="What does one percent cost you?",
            weight=5,
        ),
        Part(
            title="Check It Yourself",
            say="Three lines check it all. Start with a thousand. [[1]] For forty years, [[2]] "
            "multiply by 1.07. [[3]] Out comes 14,974.",
            visual=code(
                "python",
                """
                money = 1000
                for year in range(40):
                    money = money * 1.07
                print(round(money))  # 14974
                """,
                (1, 1, "the start"), (2, 3, "forty years"), (4, 4, "the result"),
                caption="savings.py",
            ),
            ask="Shall we check the numbers?",
            weight=3,
            free=True,
        ),
        Part(
            title="Jacob Bernoulli's Question",
            say="In 1683, [[1]] Jacob Bernoulli asked what happens if interest is added ever more "
            "often. The answer was a new number, 2.718. In 1748, [[2]] Euler made it famous as e.",
            visual=timeline(("1683", "Bernoulli's question"), ("1748", "Euler's e")),
            ask="What if interest came every second?",
            weight=3,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Interest earns interest, so money grows along a curve. [[1]] Seventy-two divided "
            "by the rate is the doubling time. [[2]] And years matter more than anything else.",
            visual=recap("Interest earns interest", "72 ÷ rate = doubling time", "Start early"),
            ask="What matters most of all?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "A thousand grows at seven percent a year for forty years. What does it become?",
            "Nearly fifteen thousand",
            "Three thousand eight hundred", "Exactly two thousand", "Just over seven thousand",
            because="The interest earns interest too, so the sum grows along a curve.",
            parts=("One Thousand, Left Alone", "It Works Against You Too", "Check It Yourself"),
        ),
        asked(
            "Why does the money grow along a curve and not a straight line?",
            "Interest earns interest",
            "The rate rises every year", "Somebody keeps adding to it", "Prices fall every year",
            because="The rate stays the same, but it works on more each year.",
            parts=(
                "One Thousand, Left Alone", "Year by Year", "A Line Against a Curve",
                "What to Remember",
            ),
        ),
        asked(
            "How do you estimate the time it takes to double?",
            "Divide 72 by the rate",
            "Multiply the rate by 72", "Divide the rate by 10", "Subtract the rate from 100",
            because="At seven percent that gives about ten years.",
            parts=("The Rule of 72", "What to Remember"),
        ),
        asked(
            "What matters most for the result?",
            "The number of years",
            "The first day of the month", "The size of the bank", "The currency",
            because="Time is the exponent, so each year counts for more than the one before.",
            parts=("Start at 25, or at 35?", "What to Remember"),
        ),
        asked(
            "What is the formula for capital P at rate r after t years?",
            "P times one plus r, to the power of t",
            "P plus r times t", "P times r times t", "P to the power of r",
            because="Every year multiplies by one plus the rate.",
            parts=("The Formula",),
        ),
        asked(
            "How much of the result does a yearly fee of one percent take in forty years?",
            "Almost a third",
            "One percent", "About four percent", "Nothing that matters",
            because="Fifteen thousand at seven percent become ten thousand at six.",
            parts=("It Works Against You Too",),
        ),
    ),
)  # fmt: skip
