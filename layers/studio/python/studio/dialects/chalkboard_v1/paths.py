"""Where a request goes within this API, whatever it is mounted at."""

from collections.abc import MutableMapping
from typing import Any


def path_within(scope: MutableMapping[str, Any]) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))
