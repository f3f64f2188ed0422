import pytest

from studio.adapters.claude import answers
from studio.adapters.claude.schema import schema_of

SHAPES = [
    answers.ResearchAnswer,
    answers.ScriptAnswer,
    answers.FactAnswer,
    answers.SceneAnswer,
    answers.ReviewAnswer,
    answers.QuizAnswer,
]
ENFORCED = {
    *("type", "properties", "required", "additionalProperties", "items", "enum", "const"),
    *("anyOf", "$ref", "$defs", "description"),
}


def parts(schema, *, names=False):
    if isinstance(schema, dict):
        if not names:
            yield schema
        for key, value in schema.items():
            yield from parts(value, names=not names and key in {"properties", "$defs"})
    elif isinstance(schema, list):
        for each in schema:
            yield from parts(each)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_is_asked_for_in_words_that_the_vendor_enforces(shape):
    for part in parts(schema_of(shape)):
        assert part.keys() <= ENFORCED


@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_has_all_its_fields_and_no_others(shape):
    objects = [part for part in parts(schema_of(shape)) if part.get("type") == "object"]

    assert objects
    for each in objects:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def test_what_the_schema_cannot_say_is_held_to_afterwards():
    question = {"question": "?", "options": ["A) x"], "answer": "A", "explanation": "x"}

    with pytest.raises(ValueError, match="at least 4 items"):
        answers.QuizAnswer.model_validate({"questions": [question]})
    with pytest.raises(ValueError, match="it is empty"):
        answers.SceneAnswer.model_validate({"code": "  "})
