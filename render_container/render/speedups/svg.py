"""SVG, which is what text and formulas are made of."""

import functools
import io
from typing import Any, Final
from xml.etree import ElementTree as ET

import svgelements
from manim import RIGHT, SVGMobject

from render.speedups.patch import Patch


@functools.lru_cache(maxsize=512)
def _parsed(tree: bytes) -> svgelements.SVG:
    return svgelements.SVG.parse(io.BytesIO(tree))


def _generate_mobject(self: Any) -> Any:
    tree = io.BytesIO()
    self.modify_xml_tree(ET.parse(self.get_file_path())).write(tree)  # noqa: S314 - Pango's own
    mobjects, by_name = self.get_mobjects_from(_parsed(tree.getvalue()))
    self.add(*mobjects)
    self.id_to_vgroup_dict = by_name
    self.flip(RIGHT)
    return self


PATCHES: Final = (
    Patch(SVGMobject, "generate_mobject", _generate_mobject, "parse in memory, equal text once"),
)
