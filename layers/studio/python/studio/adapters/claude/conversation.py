"""Asking Claude: metered, streamed, held to a schema, and with our names for what goes wrong."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic

from anthropic import Timeout
from pydantic import ValidationError

from studio.adapters.claude.failures import our_errors, read_as_documented
from studio.adapters.claude.material import Block, said
from studio.adapters.claude.question import Answer, Question
from studio.adapters.claude.schema import schema_of
from studio.domain.errors import (
    AnswerCutShort,
    AnswerRefused,
    AnswerUnreadable,
    BudgetSpent,
    ProviderUnavailable,
)
from studio.domain.model_call import ModelCall
from studio.domain.models import Model, Task
from studio.ports import Meter

if TYPE_CHECKING:
    from anthropic import Anthropic, AnthropicBedrock, MessageStreamManager
    from anthropic.types import Message

_SECONDS: Final[Mapping[Task, float]] = {
    "research": 240,
    "script": 200,
    "fact_check": 120,
    "scene": 240,
    "repair": 200,
    "visual_qa": 150,
    "quiz": 120,
}
"""Within which a task's answer is there, tries and all; its function has longer."""

_SILENCE: Final = 45.0
"""Seconds without a word, after which nobody is believed to be there."""
_CONNECT: Final = 10.0
RETRIES: Final = 2
"""By the SDK, of what is busy or fails for a moment, a few seconds apart."""
_TRIES: Final = 1 + RETRIES
_MOST_PAUSES: Final = 3
_MOST_TROUBLE: Final = 500

Begun = Callable[[], object]
_Turns = list[dict[str, Any]]


class Claude:
    """`names` are what models are called where they are not called by their own name.

    With `in_words` the shape of the answer is asked for in the prompt, where it is not enforced.
    """

    def __init__(
        self,
        client: "Anthropic | AnthropicBedrock",
        *,
        names: Mapping[Model, str] | None = None,
        in_words: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._names = names or {}
        self._in_words = in_words
        self._clock = clock

    def ask(
        self, question: Question[Answer], meter: Meter, *, begun: Begun = lambda: None
    ) -> Answer:
        """The answer, tried for twice; `begun` is called as soon as one is on its way."""
        deadline = self._clock() + _SECONDS[question.task]
        trial = _Trial(self, question, meter, begun, deadline)
        try:
            return trial.answer(question.content, question.max_tokens)
        except AnswerCutShort as cut:
            return trial.longer_than(cut)
        except AnswerUnreadable as unreadable:
            return trial.answer(question.again(_trouble(unreadable)), question.max_tokens)

    def stream(
        self, question: Question[Answer], turns: _Turns, max_tokens: int, seconds: float
    ) -> "MessageStreamManager[None]":
        request = question.request(
            max_tokens=max_tokens,
            name=self._names.get(question.model, question.model),
            in_words=self._in_words,
        )
        timeout = Timeout(min(_SILENCE, max(seconds, 1) / _TRIES), connect=_CONNECT)
        said: Any = turns
        return self._client.messages.stream(messages=said, timeout=timeout, **request)

    def content(self, question: Question[Answer], content: Sequence[Block]) -> list[Block]:
        if not self._in_words:
            return list(content)
        schema = json.dumps(schema_of(question.answer))
        return [*content, said(f"Answer with one JSON object of this schema alone:\n{schema}")]

    def now(self) -> float:
        return self._clock()


class _Trial(Generic[Answer]):
    def __init__(
        self,
        claude: Claude,
        question: Question[Answer],
        meter: Meter,
        begun: Begun,
        deadline: float,
    ) -> None:
        self._claude, self._question, self._meter = claude, question, meter
        self._begun, self._deadline = begun, deadline

    def answer(self, content: Sequence[Block], tokens: int, *, more_than: int = 0) -> Answer:
        """Raises `AnswerCutShort` before it asks if no more than so many tokens are allowed."""
        asked = self._claude.content(self._question, content)
        turns: _Turns = [{"role": "user", "content": asked}]
        said_before = 0
        for _ in range(_MOST_PAUSES):
            message = self._call(turns, tokens, said_before, more_than)
            if message.stop_reason != "pause_turn":
                return _read(message, self._question.answer)
            turns.append({"role": "assistant", "content": message.content})
            said_before += message.usage.output_tokens
        raise AnswerUnreadable("Claude searched on and on, and did not answer.")

    def longer_than(self, cut: AnswerCutShort) -> Answer:
        tokens = self._question.max_tokens
        try:
            return self.answer(self._question.content, 2 * tokens, more_than=tokens)
        except BudgetSpent as spent:
            raise cut from spent

    def _call(self, turns: _Turns, tokens: int, said_before: int, more_than: int) -> "Message":
        question, began = self._question, self._claude.now()
        if began > self._deadline:
            raise ProviderUnavailable("Claude took too long to answer.")
        allowance = self._meter.allow(
            question.task,
            question.model,
            input_tokens=question.input_tokens() + said_before,
            output_tokens=tokens,
        )
        message: Message | None = None
        try:
            if allowance.output_tokens <= more_than:
                raise AnswerCutShort("Claude's answer is longer than the job's budget pays for.")
            with (
                our_errors(),
                self._claude.stream(
                    question, turns, allowance.output_tokens, self._deadline - began
                ) as stream,
                read_as_documented(),
            ):
                for event in stream:
                    message = stream.current_message_snapshot
                    if event.type == "message_start":
                        self._begun()
                    if self._claude.now() > self._deadline:
                        raise ProviderUnavailable("Claude took too long to answer.")
        finally:
            try:
                if message is not None:
                    self._book(message, allowance.output_tokens, self._claude.now() - began)
            finally:
                self._meter.free(allowance)
        if message is None or message.stop_reason is None:
            raise ProviderUnavailable("Claude fell silent in the middle of an answer.")
        return message

    def _book(self, message: "Message", max_tokens: int, seconds: float) -> None:
        with read_as_documented():
            call = _counted(self._question, message, max(max_tokens, 1), seconds)
        self._meter.record(call)


def _counted(
    question: Question[Answer], message: "Message", max_tokens: int, seconds: float
) -> ModelCall:
    usage = message.usage
    searched = usage.server_tool_use
    return ModelCall(
        task=question.task,
        model=question.model,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cache_read_input_tokens or 0,
        cache_write_tokens=usage.cache_creation_input_tokens or 0,
        web_searches=searched.web_search_requests if searched else 0,
        max_tokens=max_tokens,
        stop_reason=message.stop_reason or "interrupted",
        seconds=round(seconds, 3),
        scene=question.scene,
    )


def _read(message: "Message", answer: type[Answer]) -> Answer:
    """The last text: thoughts and searches come before it."""
    if message.stop_reason == "refusal":
        raise AnswerRefused("Claude declined to do what was asked.")
    if message.stop_reason in {"max_tokens", "model_context_window_exceeded"}:
        raise AnswerCutShort("Claude's answer was longer than it may be.")
    texts = [block.text for block in message.content if block.type == "text"]
    if not texts:
        raise AnswerUnreadable("Claude's answer has no text.")
    try:
        return answer.model_validate_json(_bare(texts[-1]))
    except ValidationError as error:
        raise AnswerUnreadable("Claude's answer is not of the form that was asked for.") from error


def _bare(text: str) -> str:
    """Without the fence of Markdown that some answers stand in."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```"):
        return text.partition("\n")[2].removesuffix("```")
    return text


def _trouble(unreadable: AnswerUnreadable) -> str:
    """Where and why, for Claude alone, without what was said: it may hold anybody's words."""
    error = unreadable.__cause__
    if not isinstance(error, ValidationError):
        return str(unreadable)
    told = (
        f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}"
        for each in error.errors(include_input=False, include_url=False)
    )
    return f"{unreadable} ({'; '.join(told)})"[:_MOST_TROUBLE]
