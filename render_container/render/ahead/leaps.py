"""Which play calls end the same whether or not the frames between were seen."""

from typing import Any, Final

from manim import (
    Animation,
    AnimationGroup,
    ChangeSpeed,
    MaintainPositionRelativeTo,
    Mobject,
    PhaseFlow,
    Scene,
    UpdateFromAlphaFunc,
    UpdateFromFunc,
)
from manim.animation.numbers import ChangingDecimal

_REMEMBERING: Final = (
    ChangeSpeed,
    ChangingDecimal,
    MaintainPositionRelativeTo,
    PhaseFlow,
    UpdateFromAlphaFunc,
    UpdateFromFunc,
)
_KNOWN: Final = ("manim.", "stagecraft.")


def may_leap(scene: Scene) -> bool:
    """True when no updater runs and every animation is known to start anew each frame."""
    if scene.updaters or scene.stop_condition is not None or scene.meshes:
        return False
    if type(scene).update_self is not Scene.update_self:
        return False
    shown = [*scene.mobjects, *scene.foreground_mobjects]
    assert scene.animations is not None
    return all(map(_starts_anew, scene.animations)) and not any(map(_updates, shown))


def _starts_anew(animation: Any) -> bool:
    if isinstance(animation, _REMEMBERING) or not isinstance(animation, Animation):
        return False
    if not type(animation).__module__.startswith(_KNOWN):
        return False
    if isinstance(animation, AnimationGroup):
        return all(map(_starts_anew, animation.animations))
    mobject = animation.mobject
    return not isinstance(mobject, Mobject) or not _updates(mobject)


def _updates(mobject: Any) -> bool:
    return any(member.updaters for member in mobject.get_family())
