"""Lesson: B-trees."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
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

_KEYS = {"root": "30 · 60", "a": "10 · 20", "b": "40 · 50", "c": "70 · 80"}

LESSON = Lesson(
    title="B-Trees: How Databases Find Your Row",
    aliases=("b tree", "btree", "b+ tree", "database index", "b tree index", "index in a database",
             "balanced tree on disk"),
    excludes=("binary", "red", "avl"),
    parts=(
        Part(
            title="Three Steps to Any Row",
            say="A table with eight million rows sits on a disk, where every read is slow. Yet a "
            "database finds your row [[1]] in about three reads. The trick is a tree that's very "
            "wide and hardly high.",
            visual=title(
                "B-Trees", "How databases find your row", "Eight million rows, three reads"
            ),
            ask="How does a database find one row among millions?",
            casual="Databases hide a lovely trick.",
            formal="This lesson presents the B-tree.",
            weight=9,
        ),
        Part(
            title="Nodes With Many Keys",
            say="Each box holds several sorted keys. The root [[1]] here holds 30 and 60. Between "
            "and around its keys hang three children: [[2]] everything below 30, [[3]] everything "
            "in between, and everything above 60.",
            visual=diagram(_KEYS, "root>a:below 30, root>b, root>c:above 60", "root", "a", "b c",
                           layout="tree"),
            beginner="A tree here means boxes that point to other boxes. The top one, the root, "
            "[[1]] holds two keys, 30 and 60. Smaller keys are [[2]] down on the left. The others "
            "[[3]] are in the middle and on the right.",
            ask="What does a node look like inside?",
            weight=9,
        ),
        Part(
            title="Searching for 50",
            say="Let's find 50. Start [[1]] at the root: fifty lies between 30 and 60, so take the "
            "middle branch. [[2]] That node holds 40 and 50. Found, after reading just two nodes "
            "out of four.",
            visual=diagram(
                _KEYS, "root>a, root>b:30 to 60, root>c", "root a c", "b", layout="tree"
            ),
            ask="Which way would you go for fifty?",
            weight=8,
        ),
        Part(
            title="Insert, Then Split",
            say="Say a node may hold four keys, and we insert 45. [[1]] Now there are five: too "
            "many. So the middle key, 45, [[2]] moves up to the parent, and the rest becomes [[3]] "
            "two nodes of two.",
            visual=array(
                "40 43 _ 47 50",
                at("45 arrives: five keys", write={2: "45"}, light=(2,)),
                at("45 moves up to the parent", write={2: "↑"}, dim=(2,)),
                at("two nodes with room to spare", light=(0, 1, 3, 4)),
                indexed=False,
            ),
            ask="What if a node is full?",
            casual="Here's how it stays tidy.",
            expert="With at most four keys a node, inserting 45 [[1]] overflows. The median [[2]] "
            "is promoted and the rest splits [[3]] in two. Only a root split adds a level, so all "
            "leaves keep the same depth.",
            weight=8,
        ),
        Part(
            title="Wide Beats Tall",
            say="Suppose each node has 200 children. One level down there are 200 nodes, [[1]] two "
            "levels down 40,000, [[2]] and three levels down eight million. Each extra level costs "
            "one more read, and buys 200 times the rows.",
            expert="With a fan-out of 200, [[1]] two levels address 40,000 nodes [[2]] and three "
            "address eight million. Height is log of n to the base of the fan-out, and the top "
            "levels stay cached.",
            visual=diagram(
                {"one": "1 root", "two": "200 nodes|one read", "three": "40,000 nodes|two reads",
                 "four": "8,000,000 nodes|three reads"},
                "one>two:×200, two>three:×200, three>four:×200",
                "one two three", "four",
            ),
            ask="How high does the tree grow?",
            casual="Now do the numbers.",
            weight=7,
        ),
        Part(
            title="Binary Tree or B-Tree?",
            say="A binary tree has two children a node, [[1]] a B-tree hundreds. For a million "
            "keys that's [[2]] twenty levels against three. [[3]] In memory both are fine; on a "
            "disk, the wide tree wins.",
            visual=compare(
                ("Binary tree", "2 children per node", "1,000,000 keys: 20 levels"),
                ("B-tree", "hundreds of children", "1,000,000 keys: 3 levels"),
                "On a disk, every level is a slow read",
            ),
            ask="Why not just a binary tree?",
            weight=6,
            free=True,
        ),
        Part(
            title="Levels Against Keys",
            say="Watch the levels grow with the keys. A binary tree [[1]] needs ten levels for a "
            "thousand keys. A tree with a hundred children a node [[2]] needs fewer than two.",
            visual=plot(
                ("keys", "levels"), (1, 1000), (0, 12),
                ("2 children", "log2(x)"), ("100 children", "log(x) / log(100)"),
            ),
            ask="How much does the width buy?",
            weight=4,
        ),
        Part(
            title="An Insert, Step by Step",
            say="Search for the leaf where the key belongs. [[1]] Put it in its sorted place. "
            "[[2]] If the leaf overflows, split it and lift the middle key. [[3]] If that fills "
            "the parent, split it too, up to the root.",
            visual=steps(
                ("Find the leaf", "the same way a search goes"),
                ("Insert in order", "keys stay sorted"),
                ("Split if too full", "middle key moves up"),
                ("Repeat upwards", "perhaps a new root"),
            ),
            ask="What does one insert involve?",
            weight=4,
            free=True,
        ),
        Part(
            title="Fifty Years in Every Database",
            say="In 1970, [[1]] Rudolf Bayer and Edward McCreight invented it at Boeing. By 1979, "
            "[[2]] a survey called it ubiquitous. Today, [[3]] SQLite, PostgreSQL and MySQL all "
            "keep their indexes in B-trees.",
            visual=timeline(
                ("1970", "Bayer and McCreight, Boeing"), ("1979", "“The Ubiquitous B-Tree”"),
                ("today", "SQLite, PostgreSQL, MySQL"),
            ),
            ask="Who thought of this?",
            weight=3,
            free=True,
        ),
        Part(
            title="How High Must It Be?",
            say="With two hundred children a node, every level multiplies by two hundred. [[1]] "
            "Three levels reach two hundred cubed, [[2]] which is eight million rows. [[3]] Solve "
            "for the height, and it's a logarithm with a very large base.",
            visual=equation(
                (r"n = 200", "one level"),
                (r"n = 200 \cdot 200 \cdot 200", "three levels"),
                (r"n = 200^{3} = 8\,000\,000", "rows"),
                (r"h = \log_{200} n", "levels for n rows"),
            ),
            ask="How high must the tree be?",
            weight=2,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="Many keys in every node make the tree wide and low. [[1]] A full node splits, and "
            "its middle key moves up. [[2]] So any row is only a few reads away.",
            visual=recap(
                "Wide nodes, low tree", "Full? Split, middle key up", "A few reads to any row"
            ),
            ask="So why are three reads enough?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "Why do databases keep their indexes in B-trees?",
            "A wide, low tree needs only a few slow reads",
            "Such a tree needs no disk at all", "Its keys may come in any order",
            "Each of its nodes holds exactly one key",
            because="Every level costs one read, and a wide tree has few levels.",
            parts=("Three Steps to Any Row", "Wide Beats Tall", "What to Remember"),
        ),
        asked(
            "About how many reads find one row among eight million?",
            "About three",
            "About twenty-three", "About two hundred", "About eight thousand",
            because="With so many children in every node, three levels hold eight million rows.",
            parts=("Three Steps to Any Row",),
        ),
        asked(
            "What makes a B-tree wide and low?",
            "Many keys in every node",
            "Two children for every node", "Rows kept in the order they came",
            "A copy of every key in the root",
            because="The more keys a node holds, the more children hang between them.",
            parts=("Nodes With Many Keys", "What to Remember"),
        ),
        asked(
            "What happens when a node has too many keys?",
            "It splits, and its middle key moves up",
            "Its largest key is deleted", "The whole tree is sorted again",
            "It moves to another disk",
            because="The two halves become nodes of their own, with the middle key above them.",
            parts=("Insert, Then Split", "An Insert, Step by Step", "What to Remember"),
        ),
        asked(
            "A root holds 30 and 60. Which of its branches leads to 50?",
            "The middle one",
            "The left one", "The right one", "None of them",
            because="Fifty lies between thirty and sixty, like all below the middle branch.",
            parts=("Searching for 50",),
        ),
        asked(
            "How many levels hold a million keys?",
            "Twenty in a binary tree, three in a B-tree",
            "Three in a binary tree, twenty in a B-tree", "Ten in either of them",
            "A million in a binary tree, one in a B-tree",
            because="Two children a node make twenty levels, and hundreds of children make three.",
            parts=("Binary Tree or B-Tree?",),
        ),
    ),
)  # fmt: skip
