"""What the vendor checks before a model is asked."""

from collections.abc import Mapping
from typing import Any, Final

from tests.fakes.anthropic.content import check_block, check_breakpoints, check_messages
from tests.fakes.anthropic.models import EFFORTS, OFFERS, Offer
from tests.fakes.anthropic.schemas import check_schema
from tests.fakes.anthropic.wrong import Wrong, need

_OLD, _NEW = "2023-06-01", "2026-10-21"
_SEARCHES: Final = frozenset({"web_search_20250305", "web_search_20260209", "web_search_20260318"})
_COUNTED: Final = frozenset(
    {"model", "messages", "system", "tools", "tool_choice", "thinking", "output_config"}
)
_KNOWN: Final = _COUNTED | {
    "max_tokens",
    "stream",
    "metadata",
    "stop_sequences",
    "temperature",
    "top_p",
    "top_k",
    "service_tier",
    "cache_control",
}
_SAMPLING: Final = frozenset({"temperature", "top_p", "top_k"})
_LEAST_BUDGET: Final = 1024


def check_headers(headers: Mapping[str, str], key: str) -> str:
    """The version that is spoken; raises `Wrong`. The key comes by either header: the SDK has changed from one to the other."""
    shown = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
    if not shown:
        raise Wrong("x-api-key header is required", 401)
    if shown != key:
        raise Wrong("invalid x-api-key", 401)
    need(headers.get("anthropic-version"), "anthropic-version: header is required")
    version = headers["anthropic-version"]
    need(version in {_OLD, _NEW}, f"anthropic-version: '{version}' is not a valid version")
    json_ = headers.get("content-type", "").startswith("application/json")
    need(json_, "content-type: must be application/json")
    return version


def check_body(body: Any, *, version: str, counts: bool = False) -> None:
    """Raises `Wrong`; `counts`: its tokens are to be counted, and nobody is to answer."""
    need(isinstance(body, dict), "Input should be a valid dictionary")
    known = _COUNTED if counts else _KNOWN
    known = known - _SAMPLING if version == _NEW else known
    for name in body.keys() - known:
        need(False, f"{name}: Extra inputs are not permitted")
    need(isinstance(body.get("model"), str), "model: Field required")
    offer = OFFERS.get(body["model"])
    if offer is None:
        raise Wrong(f"model: {body['model']}", 404)
    if not counts:
        _check_length(body, offer)
    check_messages(body.get("messages"))
    _check_system(body.get("system"))
    _check_sampling(body, offer)
    _check_output(body.get("output_config"))
    _check_thinking(body, offer)
    _check_tools(body, offer)
    check_breakpoints(body)


def _check_length(body: dict[str, Any], offer: Offer) -> None:
    most: Any = body.get("max_tokens")
    need(most is not None, "max_tokens: Field required")
    need(
        isinstance(most, int) and not isinstance(most, bool),
        "max_tokens: Input should be a valid integer",
    )
    need(most >= 1, "max_tokens: Input should be greater than or equal to 1")
    need(
        most <= offer.most,
        f"max_tokens: {most} > {offer.most}, which is the maximum allowed number of output tokens for {body['model']}",
    )


def _check_system(system: Any) -> None:
    if system is None or isinstance(system, str):
        return
    need(isinstance(system, list), "system: Input should be a valid string or array")
    for at, block in enumerate(system):
        check_block(f"system.{at}", block)


def _check_sampling(body: dict[str, Any], offer: Offer) -> None:
    for name in _SAMPLING:
        need(not (offer.modern and name in body), f"`{name}` is deprecated for this model.")


def _check_output(config: Any) -> None:
    if config is None:
        return
    extra = config.keys() - {"effort", "format"}
    need(not extra, f"output_config.{', '.join(extra)}: Extra inputs are not permitted")
    effort = config.get("effort", "high")
    need(effort in EFFORTS, f"output_config.effort: Input should be one of {EFFORTS}")
    if "format" in config:
        shape = config["format"]
        good = isinstance(shape, dict) and shape.get("type") == "json_schema"
        need(good, "output_config.format.type: Input should be 'json_schema'")
        need(
            shape.keys() == {"type", "schema"},
            "output_config.format.schema: Field required, and no other",
        )
        check_schema(shape["schema"])


def _check_thinking(body: dict[str, Any], offer: Offer) -> None:
    thinking = body.get("thinking")
    if thinking is None:
        return
    kind = thinking.get("type")
    need(
        kind in offer.thinking,
        f'"thinking.type.{kind}" is not supported for this model. '
        f'Use one of {sorted(offer.thinking)} and "output_config.effort".',
    )
    if kind == "enabled":
        budget = thinking.get("budget_tokens", 0)
        good = _LEAST_BUDGET <= budget < body.get("max_tokens", budget + 1)
        need(good, "thinking.enabled.budget_tokens: at least 1024, and less than `max_tokens`")
    effort = (body.get("output_config") or {}).get("effort", "high")
    deep = effort in {"xhigh", "max"} and kind in {"between_tools", "disabled"}
    need(not deep, f"thinking.type.{kind}: not supported with effort {effort}")


def _check_tools(body: dict[str, Any], offer: Offer) -> None:
    tools = body.get("tools", [])
    for at, tool in enumerate(tools):
        if tool.get("type", "custom") == "custom":
            need(
                "input_schema" in tool and "name" in tool,
                f"tools.{at}.custom.input_schema: Field required",
            )
            continue
        need(tool["type"] in _SEARCHES, f"tools.{at}: Input tag '{tool['type']}' is not known here")
        need(tool.get("name") == "web_search", f"tools.{at}.name: Input should be 'web_search'")
        need(tool.get("max_uses", 1) >= 1, f"tools.{at}.max_uses: Input should be greater than 0")
        both = {"allowed_domains", "blocked_domains"} <= tool.keys()
        need(not both, f"tools.{at}: only one of allowed_domains and blocked_domains")
    choice = (body.get("tool_choice") or {}).get("type", "auto")
    need(choice == "auto" or tools, "tool_choice: may only be specified while providing tools")
    forced = choice in {"any", "tool"}
    need(
        not (forced and offer.modern),
        f"tool_choice.{choice}: forced tool use is not supported for this model",
    )
