"""What goes wrong while a video is made."""

from typing import Final

from studio.domain.errors.base import StudioError


class UnusableScript(StudioError):
    """The writer's draft cannot be filmed."""

    code = "unusable_script"


class UnusableSource(StudioError):
    """A page that a caller points at cannot be read; another attempt would not help."""

    code = "unusable_source"


class UnusableVoice(StudioError):
    """A voice answered, and its audio or its timings make no sense."""

    code = "unusable_voice"


class ProviderUnavailable(StudioError):
    """A writer or a voice could not be reached; worth another attempt."""

    code = "provider_unavailable"


class ProviderMisconfigured(StudioError):
    """A writer or a voice is not installed or not allowed; another attempt cannot help."""

    code = "provider_misconfigured"


class ProviderBusy(StudioError):
    """A language model has too much to do; worth another attempt, after a while."""

    code = "provider_busy"


class ProviderUnpaid(StudioError):
    """Our account with the vendor is exhausted; another attempt cannot help."""

    code = "provider_unpaid"


class AnswerRefused(StudioError):
    """A language model declined to do what was asked."""

    code = "answer_refused"


class AnswerCutShort(StudioError):
    """A language model's answer was longer than it may be."""

    code = "answer_cut_short"


class AnswerUnreadable(StudioError):
    """A language model's answer is not of the form that was asked for; worth another attempt."""

    code = "answer_unreadable"


class BudgetSpent(StudioError):
    """What the job set aside does not pay for another call of a language model."""

    code = "budget_spent"


FRUITLESS: Final = (AnswerCutShort, AnswerRefused, AnswerUnreadable, BudgetSpent)
"""Who asked a language model goes without: so ends one question, and not the whole job."""


class NoQuiz(StudioError):
    """A script says too little to ask about."""

    code = "no_quiz"


class RenderIncomplete(StudioError):
    """The render task ended well, but its outputs are not all there."""

    code = "render_incomplete"
