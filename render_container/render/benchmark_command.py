"""A benchmark's scenes from a cold start, as the render task begins.

    python -m render.benchmark_command OUT FOLDER…

films the orders in these folders, and joins what comes of them.
"""

import sys
from pathlib import Path

from render.crew import Crew


def main() -> None:
    path, *folders = map(Path, sys.argv[1:])
    with Crew(path.parent) as crew:
        # Imported while Manim is being imported over there.
        from render.benchmark_filming import film, join  # noqa: PLC0415
        from render.order import ORDER, FilmOrder  # noqa: PLC0415

        fps = FilmOrder.model_validate_json((folders[0] / ORDER).read_bytes()).format.fps
        join(film(crew, folders).clips, fps, path)


if __name__ == "__main__":
    main()
