"""A deterministic script writer, shipped as a product feature: no network, no key, no model."""

from studio.adapters.offline_writer.writer import OfflineScriptWriter

__all__ = ["OfflineScriptWriter"]
