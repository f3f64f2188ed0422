"""Lesson: photosynthesis."""

from studio.adapters.offline_writer.drawing import (
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
    title="Photosynthesis: Building Sugar From Air and Light",
    aliases=("photosynthesis", "how plants make food", "plant make sugar", "plant make oxygen",
             "calvin cycle",
             "chlorophyll", "light reaction"),
    excludes=("artificial",),
    parts=(
        Part(
            title="Where Does a Tree Come From?",
            say="A tree weighs tons. Where does all that wood come from? Not from the soil, which "
            "hardly loses weight. [[1]] Most of it comes from the air. Photosynthesis is how.",
            visual=title(
                "Photosynthesis", "Building sugar from air and light", "A tree is made of air"
            ),
            ask="Where do tons of wood come from?",
            formal="This lesson presents photosynthesis.",
            weight=9,
        ),
        Part(
            title="The Recipe",
            say="Six carbon dioxide molecules and six of water go in. [[1]] Light drives it. Out "
            "come one sugar, glucose, [[2]] and six molecules of oxygen. Count the atoms: [[3]] "
            "nothing is lost.",
            visual=equation(
                (r"6\,\text{CO}_2 + 6\,\text{H}_2\text{O}", "from the air and the roots"),
                (r"\longrightarrow", "driven by light"),
                (r"\text{C}_6\text{H}_{12}\text{O}_6 + 6\,\text{O}_2", "sugar and oxygen"),
                (r"6\ \text{C},\ 12\ \text{H},\ 18\ \text{O}", "the same atoms before and after"),
            ),
            ask="What goes in, and what comes out?",
            casual="Here's the recipe.",
            weight=8,
        ),
        Part(
            title="Two Workshops in One Leaf",
            say="Inside the leaf's chloroplasts are two workshops. In the first, [[1]] light "
            "splits water and charges [[2]] tiny batteries called ATP and NADPH. In the second, "
            "[[3]] they pay for building sugar.",
            visual=diagram(
                {"light": "light reactions|split water", "atp": "ATP, NADPH|charged batteries",
                 "calvin": "Calvin cycle|builds sugar"},
                "light>atp, atp>calvin, calvin>atp:empty again", "light", "atp", "calvin",
            ),
            beginner="Inside each leaf are tiny green factories. One half [[1]] catches light and "
            "splits water. It stores the energy [[2]] in small molecules, like batteries. The "
            "other half [[3]] uses them to build sugar from air.",
            expert="In the thylakoids, [[1]] photosystems two and one drive electrons from water "
            "to NADP. The proton gradient [[2]] makes ATP. In the stroma, [[3]] the Calvin cycle "
            "spends both.",
            ask="How can light become sugar?",
            weight=9,
        ),
        Part(
            title="Step One: Catching Light",
            say="Chlorophyll absorbs red and blue light; [[1]] green is left over, so leaves look "
            "green. The energy tears water apart. [[2]] Its oxygen leaves the leaf, and that's the "
            "air [[3]] you breathe.",
            visual=steps(
                ("Absorb red and blue", "green is reflected"),
                ("Split water", "into oxygen, protons, electrons"),
                ("Release oxygen", "through the leaf's pores"),
                ("Charge ATP and NADPH", "energy to go"),
            ),
            ask="Why are leaves green?",
            weight=7,
            free=True,
        ),
        Part(
            title="Step Two: The Calvin Cycle",
            say="Now the sugar. An enzyme, Rubisco, [[1]] sticks carbon dioxide to a molecule with "
            "five carbons. It falls into [[2]] two halves, which are charged up. Most of it [[3]] "
            "is recycled; one part in six becomes sugar.",
            visual=diagram(
                {"co2": "CO₂ + 5 carbons|Rubisco", "pga": "2 × 3 carbons",
                    "g3p": "charged up|ATP, NADPH",
                 "out": "1 in 6 leaves|as sugar"},
                "co2>pga, pga>g3p, g3p>out, g3p>co2:5 in 6 return", "co2", "pga g3p", "out",
                layout="row",
            ),
            ask="How is sugar built from gas?",
            weight=7,
        ),
        Part(
            title="More Light, More Sugar?",
            say="Give a leaf more light, [[1]] and it works faster, but only up to a point. In "
            "shade [[2]] light is what's missing. In full sun [[3]] the enzymes can't keep up.",
            visual=plot(
                ("light", "sugar per hour"), (0, 100), (0, 100), ("a leaf", "100 * x / (x + 20)"),
                marker=dots(8, 85),
            ),
            ask="Does twice the light make twice the sugar?",
            casual="So more light is better?",
            weight=6,
        ),
        Part(
            title="The Same Deal, Backwards",
            say="Photosynthesis stores [[1]] energy; breathing releases it. Plants take in carbon "
            "dioxide and give off oxygen; [[2]] your cells do the opposite. [[3]] Together they "
            "form a circle.",
            visual=compare(
                ("Photosynthesis", "stores energy in sugar", "CO₂ in, O₂ out"),
                ("Respiration", "releases it again", "O₂ in, CO₂ out"),
                "Each makes what the other needs",
            ),
            ask="And what do we do with it?",
            weight=5,
            free=True,
        ),
        Part(
            title="How We Found Out",
            say="In 1779, [[1]] Jan Ingenhousz showed that plants need light to make oxygen. In "
            "1804, [[2]] de Saussure proved that water takes part. Around 1950, [[3]] Calvin's "
            "team traced the carbon.",
            visual=timeline(
                ("1779", "Ingenhousz: light"), ("1804", "de Saussure: water"),
                ("1950", "Calvin: the carbon cycle"),
            ),
            ask="How do we know all this?",
            weight=4,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Light splits water and charges batteries; oxygen is the waste. [[1]] The "
            "batteries pay for building sugar from air. [[2]] So a tree is mostly air and water, "
            "held together by sunlight.",
            visual=recap(
                "Light splits water", "Batteries build sugar from air", "A tree is made of air"
            ),
            ask="So what is a tree made of?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "Where does most of a tree's weight come from?",
            "From the air",
            "From the soil", "From sunlight itself", "From its roots",
            because="It is built from carbon dioxide out of the air, together with water.",
            parts=("Where Does a Tree Come From?", "What to Remember"),
        ),
        asked(
            "What happens to the soil that a tree grows in?",
            "It hardly loses weight",
            "It loses as much as the tree gains", "It turns into wood",
            "It becomes heavier than the tree",
            because="The wood does not come from the soil.",
            parts=("Where Does a Tree Come From?",),
        ),
        asked(
            "What does light do in photosynthesis?",
            "It splits water and charges tiny batteries",
            "It cools the leaf", "It turns soil into sugar", "It makes carbon dioxide",
            because="The charged molecules then pay for building sugar.",
            parts=("Two Workshops in One Leaf", "Step One: Catching Light", "What to Remember"),
        ),
        asked(
            "Which product of photosynthesis is waste to the plant?",
            "Oxygen",
            "Sugar", "Chlorophyll", "Carbon dioxide",
            because="It is what remains of the water once it is split, and we breathe it.",
            parts=("Step One: Catching Light", "What to Remember"),
        ),
        asked(
            "What pays for building sugar?",
            "The batteries that light has charged",
            "Minerals from the soil", "The warmth of the night", "Oxygen from the air",
            because="Light charges them in the first workshop, and the second one spends them.",
            parts=("Two Workshops in One Leaf", "What to Remember"),
        ),
        asked(
            "In full sun, what limits how fast a leaf works?",
            "Its enzymes cannot keep up",
            "There is too little light", "It runs out of oxygen", "Its roots grow too fast",
            because="In shade light is missing, but in full sun the enzymes are the limit.",
            parts=("More Light, More Sugar?",),
        ),
    ),
)  # fmt: skip
