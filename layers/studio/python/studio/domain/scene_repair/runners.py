"""What only an author at a keyboard needs goes."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module

_AT_A_KEYBOARD: Final = {"embed", "interactive_embed", "checkpoint_paste", "wait_for_input"}


def changes(module: Module) -> Iterator[Change]:
    for node in module.tree.body:
        if isinstance(node, ast.If) and _asks_for_main(node.test) and not node.orelse:
            says = f"nothing runs the module as a program (line {node.lineno})"
            yield Change(says, (module.dropped(node),))
    for call in module.calls:
        statement = module.statement(call)
        if (
            statement is not None
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "self"
            and call.func.attr in _AT_A_KEYBOARD - module.methods
        ):
            says = f"self.{call.func.attr}() is gone: nobody is there (line {call.lineno})"
            yield Change(says, (module.dropped(statement),))


def _asks_for_main(test: ast.expr) -> bool:
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
        and [type(operator) for operator in test.ops] == [ast.Eq]
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == "__main__"
    )
