"""The domain's own choices and limits, as clients are told of them. Pure."""

from functools import cache
from typing import Any, get_args

from studio import __version__
from studio.dialects.chalkboard_v1.jobs.schemas import CreateJobRequest
from studio.dialects.chalkboard_v1.meta.schemas import (
    Choices,
    Defaults,
    Limits,
    MetaResponse,
    ModelResponse,
    NarratorResponse,
    UploadLimits,
)
from studio.domain import brief, choices, context
from studio.domain.account import CREDITS_A_DAY, REQUESTS_A_MINUTE
from studio.domain.models import Model, cast, label, price_class
from studio.domain.narrators import DEFAULT_NARRATOR, NARRATORS


@cache
def meta() -> MetaResponse:
    return MetaResponse(
        version=__version__,
        defaults=_defaults(),
        choices=_choices(),
        models=[_model(model) for model in get_args(Model)],
        narrators=[
            NarratorResponse(id=n.id, label=n.label, tagline=n.tagline, premium=n.premium)
            for n in NARRATORS
        ],
        upload=_upload(),
        limits=Limits(
            requests_per_minute=REQUESTS_A_MINUTE,
            credits_per_day=CREDITS_A_DAY,
        ),
    )


def _defaults() -> Defaults:
    """A null in a request means what the domain's own default says."""
    asked = CreateJobRequest(topic="x").model_dump(exclude_none=True)
    meant: dict[str, Any] = brief.TopicBrief.model_validate(asked).model_dump()
    meant["narrator"] = DEFAULT_NARRATOR.id
    return Defaults.model_validate({name: meant[name] for name in Defaults.model_fields})


def _choices() -> Choices:
    return Choices(
        effort=list(get_args(brief.Effort)),
        audience=list(get_args(brief.Audience)),
        tone=list(get_args(brief.Tone)),
        theme=list(get_args(choices.Theme)),
        template=list(get_args(brief.Template)),
        quality=list(get_args(choices.Quality)),
        qa_density=list(get_args(brief.QaDensity)),
        pace=list(get_args(brief.Pace)),
        model=list(get_args(Model)),
        speed=(brief.MIN_SPEED, brief.MAX_SPEED),
        topic_characters=brief.MAX_TOPIC_CHARS,
    )


def _model(model: Model) -> ModelResponse:
    return ModelResponse(
        id=model,
        label=label(model),
        price_class=price_class(model),
        default_for=[task for task, default in cast().items() if default == model],
    )


def _upload() -> UploadLimits:
    return UploadLimits(
        text_extensions=sorted(context.TEXT_EXTENSIONS),
        text_filenames=sorted(context.TEXT_NAMES),
        image_extensions=sorted(context.IMAGE_EXTENSIONS),
        other_extensions=["docx", "pdf"],
        limits=dict(context.MAX_BYTES),
        files_limit=context.MAX_FILES,
        total_limit=context.MAX_TOTAL_BYTES,
        multipart_limit=context.MAX_MULTIPART_BYTES,
    )
