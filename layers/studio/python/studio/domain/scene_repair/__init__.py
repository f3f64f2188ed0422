"""Mends in scene code, without running it, what needs no model to be mended."""

from studio.domain.scene_repair.mending import Mended, repair

__all__ = ["Mended", "repair"]
