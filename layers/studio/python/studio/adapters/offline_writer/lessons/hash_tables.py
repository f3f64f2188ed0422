"""Lesson: hash tables."""

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
    title="How Hash Tables Find Anything Fast",
    aliases=("hash table", "hash map", "hashmap", "hashtable", "hashing", "hash table collision",
             "python dictionary", "dictionary data structure", "hash function", "associative array",
             "collision resolution"),
    excludes=("cryptographic", "password", "sha256", "bitcoin"),
    parts=(
        Part(
            title="One Step Instead of a Million",
            say="A million names are stored, and you want one of them. Searching from the "
            "front could take a million steps. A hash table needs about one, [[1]] because it "
            "doesn't search. It calculates where to look.",
            visual=title(
                "Hash Tables", "Finding one name among a million", "Don't search. Calculate."
            ),
            ask="How can a program find something without looking for it?",
            casual="Here's a trick like magic.",
            formal="This lesson examines the hash table.",
            weight=9,
        ),
        Part(
            title="From a Key to a Slot",
            say="The thing you look up is called [[1]] the key. A hash function [[2]] turns it "
            "into a number. The remainder after dividing by the table's size [[3]] picks a slot, "
            "and that's where the value lives.",
            beginner="What you look up, like a name, is called [[1]] the key. A small recipe, the "
            "hash function, [[2]] turns it into a number. That number [[3]] tells us which "
            "numbered box, or slot, to open.",
            expert="The key [[1]] goes through a hash function, [[2]] which should spread keys "
            "uniformly over the machine's word. Reduced modulo the table size, [[3]] it yields a "
            "slot. Equal keys must always hash equally.",
            visual=diagram(
                {"key": "key|plum", "hash": "hash function|62", "slot": "slot|62 mod 8 = 6"},
                "key>hash, hash>slot:mod 8", "key", "hash", "slot",
            ),
            ask="How does a word become a place?",
            weight=8,
        ),
        Part(
            title="Storing Three Fruits",
            say="Our table has eight slots. Plum's letters, numbered by their place in the "
            "alphabet, add up to 62. [[1]] Divide by eight and six remains: slot six. Pear makes "
            "40, [[2]] so slot zero. Kiwi makes 52: [[3]] slot four.",
            visual=array(
                "_ _ _ _ _ _ _ _",
                at("plum: 62 mod 8 = 6", write={6: "plum"}, light=(6,)),
                at("pear: 40 mod 8 = 0", write={0: "pear"}, light=(0,)),
                at("kiwi: 52 mod 8 = 4", write={4: "kiwi"}, light=(4,)),
            ),
            ask="Which slot does each fruit get?",
            weight=8,
        ),
        Part(
            title="When Two Keys Collide",
            say="Now fig. It makes 22, [[1]] which lands on slot six, and plum is already there: a "
            "collision. One cure is to walk on [[2]] to the next free slot. A lookup later walks "
            "[[3]] the same way.",
            expert="Fig makes 22, [[1]] and slot six is taken. Linear probing tries [[2]] the next "
            "free slot. It's kind to caches, but clusters grow, and a deletion needs a tombstone, "
            "so that later lookups [[3]] don't stop early.",
            visual=array(
                "pear _ _ _ kiwi _ plum _",
                at("fig: 22 mod 8 = 6, taken", light=(6,), fig=6),
                at("next slot is free", write={7: "fig"}, light=(7,), fig=7),
                at("lookup: 6, then 7", light=(6, 7)),
            ),
            ask="What if the slot is already taken?",
            casual="And then it goes wrong.",
            weight=8,
        ),
        Part(
            title="Why Half Empty Is Good",
            say="Empty slots are what keeps it fast. [[1]] This curve shows the slots you'd check "
            "to store a new key. Half full, [[2]] it's two or three. Ninety percent full, [[3]] "
            "it's fifty. So tables grow early.",
            expert="Knuth's formula for linear probing gives [[1]] the expected probes of an "
            "unsuccessful search: two and a half [[2]] at load one half, fifty and a half [[3]] at "
            "nine tenths. Doubling early keeps insertion amortised constant.",
            visual=plot(
                ("share of slots in use", "slots checked"), (0, 0.95), (0, 60),
                ("linear probing", "0.5 * (1 + 1 / (1 - x) ** 2)"),
                marker=dots(0.5, 0.9),
            ),
            ask="How full may the table get?",
            weight=6,
        ),
        Part(
            title="List or Hash Table?",
            say="A list checks items [[1]] one by one; a hash table jumps to the place. A list "
            "keeps order [[2]] for free; a hash table scatters its keys. [[3]] For finding things "
            "by name, the hash table wins.",
            visual=compare(
                ("List", "lookup: O(n)", "sorted or in order"),
                ("Hash table", "lookup: O(1) on average", "scattered by design"),
                "Look up by name? Hash table.",
            ),
            ask="When would a plain list be better?",
            weight=5,
            free=True,
        ),
        Part(
            title="In Python, It's a Dictionary",
            say="Python's dictionary is a hash table. [[1]] Here an empty one is made. For every "
            "word, [[2]] one lookup finds its count and one store updates it. [[3]] A million "
            "words need about a million steps.",
            visual=code(
                "python",
                """
                counts = {}
                for word in text.split():
                    counts[word] = counts.get(word, 0) + 1

                print(counts["plum"])
                """,
                (1, 1, "an empty hash table"), (2, 3, "one lookup, one store"),
                (5, 5, "found in one step"), caption="count_words.py",
            ),
            ask="Where have you already used one?",
            weight=6,
            free=True,
        ),
        Part(
            title="A Lookup, Step by Step",
            say="First, hash the key. [[1]] Second, take the remainder, which names the slot. "
            "[[2]] Third, compare the key stored there with yours. [[3]] If they differ, move on "
            "to the next slot, until you meet an empty one.",
            visual=steps(
                ("Hash the key", "plum becomes 62"), ("Take the remainder", "62 mod 8 = 6"),
                ("Compare keys", "is it really plum?"), ("Walk on if not", "stop at an empty slot"),
            ),
            ask="What happens during a single lookup?",
            weight=4,
            free=True,
        ),
        Part(
            title="From a Memo to Every Language",
            say="In 1953, [[1]] Hans Peter Luhn of IBM described hashing in a memo. In 1979, [[2]] "
            "Carter and Wegman published universal hashing, choosing the function at random. In "
            "2012, [[3]] SipHash arrived, to stop attackers forcing collisions.",
            visual=timeline(
                ("1953", "Luhn's memo at IBM"), ("1979", "universal hashing"), ("2012", "SipHash"),
            ),
            ask="Who had this idea first?",
            weight=2,
            free=True,
        ),
        Part(
            title="The Slot, Calculated",
            say="Watch one key become a slot. Plum's letters add up to 62. [[1]] Seven eights are "
            "fifty-six, and six remain: [[2]] slot six. In general, [[3]] the slot is what remains "
            "of the hash after dividing by the table's size.",
            visual=equation(
                (r"16 + 12 + 21 + 13 = 62", "p, l, u, m"),
                (r"62 = 7 \cdot 8 + 6", "seven eights, and six left"),
                (r"62 \bmod 8 = 6", "slot six"),
                (r"s = h(k) \bmod n", "hash h, size n"),
            ),
            ask="How is the slot calculated?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="A hash function turns a key into a slot. [[1]] Collisions are normal, and walking "
            "on solves them. [[2]] Spare room keeps every lookup close to a single step.",
            expert="Expected constant time needs a well spread hash. [[1]] Collisions are certain, "
            "so the probing policy matters. [[2]] Bounding the load factor keeps it constant; the "
            "worst case stays linear.",
            visual=recap("The key tells you the slot", "Collisions: walk on", "Keep spare room"),
            ask="So why is it so fast?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "Why does a hash table need about one step to find a name?",
            "It calculates where to look",
            "It looks at the front first", "It keeps the names in order",
            "It holds only one name",
            because="It does not search: the key itself says where the value is.",
            parts=("One Step Instead of a Million", "From a Key to a Slot", "What to Remember"),
        ),
        asked(
            "Searching a million names from the front, how many steps can it take?",
            "A million",
            "About one", "Twenty", "A thousand",
            because="Without a calculation, the name may be the last one you look at.",
            parts=("One Step Instead of a Million",),
        ),
        asked(
            "What does a hash function do?",
            "It turns a key into a number that picks a slot",
            "It sorts the keys", "It deletes keys that are too long", "It encrypts the value",
            because="The remainder of that number names the slot.",
            parts=("From a Key to a Slot", "A Lookup, Step by Step", "What to Remember"),
        ),
        asked(
            "Two keys land on the same slot. What can the table do?",
            "Walk on to the next free slot",
            "Forget the older key", "Refuse the new key", "Swap their values",
            because="Collisions are normal, and a lookup later walks the same way.",
            parts=("When Two Keys Collide", "What to Remember"),
        ),
        asked(
            "Why does a table keep spare room?",
            "It keeps lookups close to a single step",
            "It makes the table look tidy", "It keeps the keys in order", "It saves memory",
            because="The fuller the table, the further a key has to walk.",
            parts=("Why Half Empty Is Good", "What to Remember"),
        ),
        asked(
            "What does a list give you for free that a hash table does not?",
            "Order",
            "Speed when finding a name", "Values of any kind", "Room for a million items",
            because="A hash table scatters its keys over the slots.",
            parts=("List or Hash Table?",),
        ),
    ),
)  # fmt: skip
