"""What goes wrong while a video is made."""

from studio.domain.errors.base import StudioError


class UnusableScript(StudioError):
    """The writer's draft cannot be filmed."""

    code = "unusable_script"


class UnusableSource(StudioError):
    """A page that a caller points at cannot be read; another attempt would not help."""

    code = "unusable_source"


class UnusableScene(StudioError):
    """Scene code that must not, or cannot, be run."""

    code = "unusable_scene"


class UnusableVoice(StudioError):
    """A voice answered, and its audio or its timings make no sense."""

    code = "unusable_voice"


class ProviderUnavailable(StudioError):
    """A writer or a voice could not be reached; worth another attempt."""

    code = "provider_unavailable"


class ProviderMisconfigured(StudioError):
    """A writer or a voice is not installed or not allowed; another attempt cannot help."""

    code = "provider_misconfigured"


class RenderIncomplete(StudioError):
    """The render task ended well, but its outputs are not all there."""

    code = "render_incomplete"
