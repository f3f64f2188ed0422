"""The SDK's models know every field of the API's answers, and its options every one of an order."""

from dataclasses import fields

import pytest

import chalkboard
from chalkboard._orders import JobOptions
from studio.dialects.chalkboard_v1.jobs.schemas import (
    CreateJobRequest,
    EstimateResponse,
    EventResponse,
    JobResponse,
)
from studio.dialects.chalkboard_v1.keys.schemas import KeyMeta
from studio.dialects.chalkboard_v1.library.schemas import LibraryResponse, VideoMeta
from studio.dialects.chalkboard_v1.meta.schemas import MetaResponse
from studio.dialects.chalkboard_v1.voices.schemas import VoiceResponse
from studio.dialects.chalkboard_v1.webhooks.schemas import WebhookDelivery, WebhookMeta
from studio.domain.quiz import Question

SAID_ELSEWHERE = {chalkboard.Event: {"id"}}
"""In the stream, beside the event itself."""


@pytest.mark.parametrize(
    ("model", "answer"),
    [
        (chalkboard.ApiKey, KeyMeta),
        (chalkboard.Delivery, WebhookDelivery),
        (chalkboard.Estimate, EstimateResponse),
        (chalkboard.Event, EventResponse),
        (chalkboard.Job, JobResponse),
        (chalkboard.LibraryPage, LibraryResponse),
        (chalkboard.Meta, MetaResponse),
        (chalkboard.Question, Question),
        (chalkboard.Video, VideoMeta),
        (chalkboard.Voice, VoiceResponse),
        (chalkboard.Webhook, WebhookMeta),
    ],
)
def test_a_model_has_the_fields_of_its_answer(model, answer):
    known = {field.name for field in fields(model)} - SAID_ELSEWHERE.get(model, set())

    assert known == set(answer.model_fields)


def test_the_options_are_the_fields_of_an_order():
    assert set(JobOptions.__annotations__) | {"topic", "upload"} == set(
        CreateJobRequest.model_fields
    )
