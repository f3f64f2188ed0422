"""Film the corpus, or the scenes named, both ways and print how far apart the takes are."""

import sys
from collections import Counter

from tests.render.corpus.catalogue import Named, catalogue
from tests.render.corpus.comparison import by_manim, by_us, compared


def report(scene: Named) -> None:
    meant, seen = by_manim(*scene), by_us(*scene)
    apart = compared(meant, seen)
    paths = ", ".join(f"{count} {path}" for path, count in Counter(seen.paths).items())
    sys.stdout.write(
        f"{scene.theme:10}{scene.name:26}{apart.frames[0]:4}{apart.frames[1]:4}{apart.identical:5}"
        f"{apart.pixels:7}{apart.greatest:4}{meant.seconds:7.2f}{seen.seconds:7.2f}  {paths}\n"
    )
    for failure in (meant.failure, seen.failure):
        if failure:
            sys.stdout.write(f"{'':12}{failure[:150]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    chosen = set(sys.argv[1:])
    sys.stdout.write("scene, frames meant and seen, identical, pixels off, most, seconds, paths\n")
    for each in catalogue():
        if not chosen or chosen & set(each):
            report(each)
