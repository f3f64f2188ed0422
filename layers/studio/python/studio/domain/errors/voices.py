"""What goes wrong when somebody wants to hear a narrator."""

from studio.domain.errors.base import StudioError


class NarratorNotFound(StudioError):
    code = "voice_not_found"

    def __init__(self) -> None:
        super().__init__("Voice not found")


class SampleNotReady(StudioError):
    """Nobody has asked for it before, or the voice does not answer."""

    code = "sample_not_ready"
    retry_after = 2

    def __init__(self) -> None:
        super().__init__("This sample is being spoken for the first time. Ask again in a moment.")
