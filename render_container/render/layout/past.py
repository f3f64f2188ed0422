"""What earlier looks at the scene have shown."""

from dataclasses import dataclass, field
from typing import Any

from render.layout.findings import Finding
from render.layout.geometry import Floats


@dataclass
class Past:
    """By identity of mobjects, which are kept so that no other gets theirs."""

    inside: dict[int, Any] = field(default_factory=dict)
    inks: dict[int, tuple[Any, Floats]] = field(default_factory=dict)
    """With which each text could be read."""

    uncovered: dict[int, Any] = field(default_factory=dict)
    outside: dict[int, tuple[Finding, int | None, float]] = field(default_factory=dict)
    """What has been seen nowhere but outside the frame."""
