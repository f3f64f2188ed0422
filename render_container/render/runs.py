"""What the render task and the warm parent agree on, which both need before anything else."""

from typing import Final, Literal

Work = Literal["film", "film_strangers", "post"]
"""What a run in the jail is for: a scene of ours, of a caller or a model, or the finished film."""

ISOLATION: Final = "RENDER_ISOLATION"
"""`required`: a uid per scene, or no scene at all. Anything else: what the platform has."""

CALLERS_CODE: Final = "CALLERS_CODE"
WITHOUT_ISOLATION: Final = "film-without-isolation"
"""What `CALLERS_CODE` must be for callers' scenes to be filmed where the jail is not whole."""

PLATFORM_UNSAFE: Final = "platform_unsafe"
"""How the trouble of a run begins that was refused for want of walls."""

UNSAFE: Final = 78
"""Exit code of a warm parent on a platform that cannot confine scenes."""
