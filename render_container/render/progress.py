"""Tells the world how far the film is: at most twice a second, and never at its expense."""

import logging
import threading
import time
from types import TracebackType
from typing import Final, Literal, Self

from render.manifest import Store, StoreUnreachable
from studio.domain.render import FILMED, Part, RenderManifest, RenderPlan, RenderProgress

_log = logging.getLogger(__name__)
_APART: Final = 0.5
_PATIENCE: Final = 2.0
_HALFWAY: Final = 10
"""Seconds of video at which a scene of unknown length counts as half filmed."""

Status = Literal["running", "done", "failed"]


class ProgressReports:
    """Sends the newest state from a thread of its own; older ones are dropped."""

    def __init__(self, store: Store, manifest: RenderManifest) -> None:
        plan = manifest.plan
        self._store = store
        self._url = manifest.progress
        self._segments = len(plan.segments) if isinstance(plan, RenderPlan) else 1
        self._frames = plan.frames if isinstance(plan, RenderPlan) else None
        self._parts = manifest.share.parts if isinstance(manifest.share, Part) else 1
        self._halfway = _HALFWAY * plan.format.fps
        self._sequence = 0
        self._percent = 0
        self._whole = False
        self._state: tuple[int, int, int | None] = (0, 0, None)
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._send_changes, daemon=True)

    def filmed(self, segments: int, frames: int, play_call: int | None = None) -> None:
        """So many segments are done, and so many frames of all segments are taken."""
        if (segments, frames, play_call) != self._state:
            self._state = segments, frames, play_call
            self._changed.set()

    def end(self, status: Status, *, whole: bool) -> None:
        """Say the last word, whether of the whole film; nothing is sent after it."""
        self._stop()
        self._whole = whole
        if whole:
            _, frames, play_call = self._state
            self._state = self._segments, self._frames or frames, play_call
        self._send(status)

    def _send_changes(self) -> None:
        while True:
            self._changed.wait()
            if self._ended.is_set():
                return
            self._changed.clear()
            self._send("running")
            self._ended.wait(_APART)

    def _send(self, status: Status) -> None:
        document = self._document(status).model_dump_json().encode()
        started = time.monotonic()
        try:
            self._store.put(self._url, "progress.json", document, attempts=1)
        except StoreUnreachable as error:
            seconds = time.monotonic() - started
            _log.warning("progress %d not sent in %.1f s: %s", self._sequence, seconds, error)

    def _document(self, status: Status) -> RenderProgress:
        segments, frames, play_call = self._state
        if self._frames is not None:
            frames = min(frames, self._frames)
            reached = frames * FILMED // self._frames
        else:
            reached = frames * FILMED // (frames + self._halfway)
        if self._whole:
            reached = 100
        self._percent = max(self._percent, reached)
        self._sequence += 1
        return RenderProgress(
            sequence=self._sequence,
            status=status,
            percent=self._percent,
            segments_done=segments,
            segments=self._segments,
            frames_done=frames,
            frames=self._frames or max(frames, 1),
            play_call=play_call or None,
            parts=self._parts,
        )

    def _stop(self) -> None:
        self._ended.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()
