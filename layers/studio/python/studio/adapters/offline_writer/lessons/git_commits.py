"""Lesson: git commits as a graph."""

from studio.adapters.offline_writer.drawing import (
    array,
    at,
    code,
    compare,
    diagram,
    recap,
    steps,
    timeline,
    title,
)
from studio.adapters.offline_writer.lesson import Lesson, Part, asked

LESSON = Lesson(
    title="Git Commits Are Just a Graph",
    aliases=("git", "git commit", "git commits as a graph", "git branch", "git branches",
             "git merge",
             "git graph", "git history", "how git works", "version control", "git merge and branch",
             "git rebase", "git merge rebase"),
    excludes=("lfs", "submodule", "bisect", "hook", "conflict", "actions"),
    parts=(
        Part(
            title="Three Ideas Behind Every Command",
            say="Git has more than a hundred commands, and people fear half of them. Yet beneath "
            "them are only three ideas: [[1]] snapshots, arrows to the past, and labels.",
            visual=title("Git Commits", "A graph of snapshots", "Snapshots, arrows, labels"),
            ask="What is Git really storing?",
            casual="Git looks complicated. It isn't.",
            formal="This lesson presents the commit graph.",
            weight=9,
        ),
        Part(
            title="A Commit Is a Snapshot",
            say="A commit stores [[1]] what every file looked like, [[2]] who saved it and why, "
            "and [[3]] an arrow to the commit before it: its parent. The arrows always point to "
            "the past.",
            visual=diagram(
                {"c": "commit 9f2c|add a menu", "tree": "snapshot|of every file",
                    "who": "author, message",
                 "parent": "parent|commit 41ab"},
                "c>tree, c>who, c>parent", "c tree", "who", "parent", layout="tree",
            ),
            ask="What is inside a commit?",
            expert="A commit object names [[1]] a tree object, [[2]] author, committer and "
            "message, and [[3]] zero or more parents. Its name is a hash of exactly that, so "
            "history can't change unnoticed.",
            weight=8,
        ),
        Part(
            title="Commits Form a Chain",
            say="Three commits make [[1]] a chain, each pointing back. And main, the famous "
            "branch? [[2]] It's only a label on the newest commit. Commit again, [[3]] and the "
            "label moves along.",
            visual=array(
                "A ←B ←C _",
                at("each points to its parent", light=(0, 1, 2)),
                at("main is only a label", main=2),
                at("commit, and it moves on", write={3: "←D"}, light=(3,), main=3),
                indexed=False,
            ),
            ask="So what is a branch?",
            casual="Now put a few together.",
            weight=8,
        ),
        Part(
            title="A Branch Costs One Line",
            say="Make a branch called menu, and Git writes [[1]] one small file with forty digits: "
            "the commit it points to. Now commit on it, [[2]] and on main too. [[3]] The graph has "
            "forked.",
            visual=diagram(
                {"a": "A", "b": "B", "m": "C|main", "f": "D|menu"},
                "b>a, m>b, f>b", "a b", "f", "m", layout="row",
            ),
            ask="What does a new branch cost?",
            weight=7,
        ),
        Part(
            title="Merging Ties the Knot",
            say="To bring both together, Git finds [[1]] their last common ancestor, and compares "
            "it with both ends. [[2]] The result is a merge commit, [[3]] the one kind with two "
            "parents.",
            visual=diagram(
                {"b": "B|common ancestor", "m": "C|main", "f": "D|menu", "x": "M|two parents"},
                "m>b, f>b, x>m, x>f", "b m f", "x", "m f x", layout="tree",
            ),
            ask="How do two branches meet again?",
            weight=8,
        ),
        Part(
            title="Merge or Rebase?",
            say="A merge keeps history [[1]] as it happened; a rebase copies your commits [[2]] "
            "onto the newest one, as if you had started today. [[3]] So never rebase what others "
            "already use.",
            visual=compare(
                ("Merge", "keeps what happened", "adds a merge commit"),
                ("Rebase", "writes a straight line", "makes new commits"),
                "Never rebase shared commits",
            ),
            ask="Merge, or rebase?",
            weight=6,
            free=True,
        ),
        Part(
            title="A Day in Commands",
            say="Create a branch [[1]] and switch to it. Edit, then stage [[2]] what belongs "
            "together. Commit it [[3]] with a reason. Finally, [[4]] go back to main and merge.",
            visual=code(
                "bash",
                """
                git switch -c menu

                git add menu.html
                git commit -m "Show today's soup"

                git switch main
                git merge menu
                """,
                (1, 1, "a new label"), (3, 3, "choose what belongs together"), (4, 4, "a snapshot"),
                (6, 7, "tie the knot"),
            ),
            ask="What would you type?",
            weight=6,
            free=True,
        ),
        Part(
            title="Four Moves for Every Day",
            say="Branch before you begin. [[1]] Commit each small step that makes sense by itself. "
            "[[2]] Push, so that a copy is safe elsewhere. [[3]] Merge when it's good, and delete "
            "the label.",
            visual=steps(
                ("Branch", "one per idea"), ("Commit", "small and with a reason"),
                ("Push", "a copy elsewhere"),
                ("Merge", "then delete the label"),
            ),
            ask="What is a good habit?",
            weight=4,
            free=True,
        ),
        Part(
            title="Written in Ten Days",
            say="In April 2005, [[1]] Linus Torvalds began Git, and within days it stored its own "
            "source. By June, [[2]] it managed a release of Linux. In 2008, [[3]] GitHub opened.",
            visual=timeline(
                ("April 2005", "Torvalds begins"), ("June 2005", "Linux 2.6.12"),
                ("2008", "GitHub opens"),
            ),
            ask="Where did Git come from?",
            weight=3,
            free=True,
        ),
        Part(
            title="What to Remember",
            say="A commit is a snapshot with an arrow to its parent. [[1]] A branch is a label "
            "that moves. [[2]] And a merge is a commit with two parents. Everything else is "
            "detail.",
            visual=recap(
                "Commit: snapshot plus parent", "Branch: a moving label", "Merge: two parents"
            ),
            ask="Which three ideas were they?",
            weight=9,
        ),
    ),
    quiz=(
        asked(
            "Which three ideas lie beneath all Git commands?",
            "Snapshots, arrows to the past, and labels",
            "Folders, passwords, and servers", "Differences, locks, and copies",
            "Merges, rebases, and conflicts",
            because="Every command is made of these three.",
            parts=("Three Ideas Behind Every Command", "What to Remember"),
        ),
        asked(
            "What is a commit?",
            "A snapshot with an arrow to its parent",
            "A list of changed lines only", "A copy of the whole server", "A label that moves",
            because="It stores what the files looked like and which commit came before.",
            parts=(
                "Three Ideas Behind Every Command", "A Commit Is a Snapshot", "What to Remember",
            ),
        ),
        asked(
            "What is a branch?",
            "A label that moves to the newest commit",
            "A second copy of all files", "A folder with its own history",
            "A commit without a parent",
            because="It is only a small file that names one commit.",
            parts=("Commits Form a Chain", "A Branch Costs One Line", "What to Remember"),
        ),
        asked(
            "How do you recognise a merge commit?",
            "It has two parents",
            "It has no parent", "It has two labels", "It changes no file",
            because="It ties two lines of history together, so it points to both.",
            parts=("Merging Ties the Knot", "What to Remember"),
        ),
        asked(
            "Where do the arrows between commits point?",
            "To the past",
            "To the future", "To the server", "To the largest file",
            because="Each commit knows its parent, the commit before it.",
            parts=("A Commit Is a Snapshot", "Three Ideas Behind Every Command"),
        ),
        asked(
            "What should you never rebase?",
            "Commits that others already use",
            "Commits made today", "Commits with a long message", "Commits of a single file",
            because="A rebase copies commits, and others would still have the old ones.",
            parts=("Merge or Rebase?",),
        ),
    ),
)  # fmt: skip
