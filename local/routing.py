"""Which route of the template a request takes, with API Gateway's order of preference."""

import re
from dataclasses import dataclass

from local.template import Route

PARAMETER = re.compile(r"\{(\w+)(\+?)\}")


@dataclass(frozen=True)
class Match:
    route: Route
    parameters: dict[str, str]


class Routes:
    def __init__(self, routes: list[Route]) -> None:
        self._routes = [(_pattern(route.path), route) for route in sorted(routes, key=_preference)]

    def match(self, method: str, path: str) -> Match | None:
        best = None
        for pattern, route in self._routes:
            found = pattern.fullmatch(path)
            if found and best in (None, route.path):
                best = route.path  # the method is looked for on the most specific path alone
                if route.method in ("ANY", method):
                    return Match(route, found.groupdict())
        return None


def _pattern(path: str) -> re.Pattern[str]:
    """A single parameter stops at a slash, a greedy one does not."""
    pattern, end = "", 0
    for found in PARAMETER.finditer(path):
        value = ".+" if found[2] else "[^/]+"
        pattern += re.escape(path[end : found.start()]) + f"(?P<{found[1]}>{value})"
        end = found.end()
    return re.compile(pattern + re.escape(path[end:]))


def _preference(route: Route) -> tuple[list[int], bool]:
    """Fixed segments before parameters before greedy ones, exact methods before ANY."""
    return [_looseness(segment) for segment in route.path.split("/")], route.method == "ANY"


def _looseness(segment: str) -> int:
    found = PARAMETER.fullmatch(segment)
    return 0 if not found else 2 if found[2] else 1
