"""A film made by several tasks and one that joins; it is the film that one task makes."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from render.manifest import Store, StoreUnreachable, TooLarge
from studio.domain.parts import clip_file, together
from studio.domain.render import (
    Join,
    Part,
    RenderManifest,
    RenderPlan,
    RenderProgress,
    RenderReport,
)
from tests.render import workshop
from tests.render.workshop import Job, ObjectStore, a_job, a_scene, an_object_store, captions

MOVING = "dot = Dot(color=WHITE)\nself.play(dot.animate.shift(RIGHT * 2), run_time=0.6)"
BROKEN = "raise ValueError('no such curve')"
SHARES = ((1, 2), (3,))
LEVEL = 17
"""Where a clip's headers name the level of H.264."""


@dataclass
class Parts:
    """The same plan as the whole job's, for several tasks."""

    store: ObjectStore
    parts: list[Job]
    join: Job

    def run(self) -> None:
        for task in (*self.parts, self.join):
            assert task.run() == 0, task.log


def dealt(whole: Job) -> Parts:
    store, parts = whole.store, []
    clips: dict[str, str] = {}
    for number, share in enumerate(SHARES, 1):
        outputs = {clip_file(each): store.url(f"{number}-{clip_file(each)}") for each in share}
        clips |= outputs
        part = Part(segments=share, parts=len(SHARES), report=store.url(f"{number}-report.json"))
        parts.append(
            told(
                whole,
                f"{number}-manifest.json",
                inputs={},
                outputs=outputs,
                share=part,
                progress=store.url(f"{number}-progress.json"),
            )
        )
    reports = tuple(store.url(f"{number}-report.json") for number, _ in enumerate(SHARES, 1))
    join = told(
        whole,
        "join.json",
        inputs=whole.manifest.inputs | clips,
        share=Join(reports=reports),
    )
    return Parts(store, parts, join)


def told(whole: Job, name: str, **changes: object) -> Job:
    manifest = RenderManifest.model_validate(whole.manifest.model_copy(update=changes).model_dump())
    whole.store.objects[name] = manifest.model_dump_json().encode()
    return Job(whole.store, manifest, {"MANIFEST_URL": whole.store.url(name)})


def three_scenes(store: ObjectStore) -> Job:
    return a_job(
        store,
        [
            workshop.Part(a_scene(1, "#C00000", MOVING), frames=21, hertz=400),
            workshop.Part(a_scene(2, "#0000C0", BROKEN), frames=16, hertz=800),
            workshop.Part(a_scene(3, "#00C000", MOVING), frames=19, hertz=1600),
        ],
        burn_captions=True,
        # They begin and end between two frames, in the middle and across the parts' border.
        captions=captions((0.5, 1.1, "Burned in"), (2.3, 2.9, "On both sides")),
    )


@pytest.fixture(scope="module")
def whole() -> Iterator[Job]:
    with an_object_store() as store:
        job = three_scenes(store)
        assert job.run() == 0, job.log
        yield job


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    with an_object_store() as store:
        store.strict = True
        parts = dealt(three_scenes(store))
        parts.run()
        yield parts


def pictures(film: bytes) -> list[bytes]:
    with av.open(io.BytesIO(film)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_the_joined_film_has_the_very_packets_of_the_whole_one(whole: Job, parts: Parts) -> None:
    assert len(pictures(whole.film)) == 21 + 16 + 19
    assert pictures(parts.join.film) == pictures(whole.film)


def test_it_sounds_and_reads_the_same(whole: Job, parts: Parts) -> None:
    joined = parts.store.objects

    assert joined["voiceover.wav"] == whole.store.objects["voiceover.wav"]
    assert joined["thumb.jpg"] == whole.store.objects["thumb.jpg"]
    with av.open(io.BytesIO(parts.join.film)) as film:
        assert [chapter["metadata"]["title"] for chapter in film.chapters()] == [
            "Part 1",
            "Part 2",
            "Part 3",
        ]


def test_the_report_tells_of_every_segment_whoever_filmed_it(whole: Job, parts: Parts) -> None:
    report, usual = parts.join.report, whole.report

    assert report.failure is None
    assert (report.duration, report.facts) == (usual.duration, usual.facts)
    assert [each.warning for each in report.segments] == [each.warning for each in usual.segments]
    assert "Its plain scene was filmed instead" in (report.segments[1].warning or "")
    filming = max(part_report(parts.store, number).seconds for number in (1, 2))
    assert report.seconds > filming
    assert report.stages["longest part"] == filming


def part_report(store: ObjectStore, number: int) -> RenderReport:
    return RenderReport.model_validate_json(store.objects[f"{number}-report.json"])


def test_a_part_tells_of_its_own_segments_and_delivers_nothing_else(parts: Parts) -> None:
    assert [each.number for each in part_report(parts.store, 1).segments] == [1, 2]
    written = [name for name, _ in parts.store.history if name.startswith("2-")]

    assert set(written) == {"2-clip-003.bin", "2-report.json", "2-progress.json"}


def test_progress_adds_up_and_never_goes_back(parts: Parts) -> None:
    latest: dict[str, RenderProgress] = {}
    percents = []
    for name, content in parts.store.history:
        if re.fullmatch(r"\d-progress.json", name):
            latest[name] = RenderProgress.model_validate_json(content)
            percents.append(together(tuple(latest.values())).percent)
        elif name == "progress.json":
            percents.append(RenderProgress.model_validate_json(content).percent)

    assert percents == sorted(percents)
    assert [(each.status, each.frames_done) for each in latest.values()] == [
        ("done", 21 + 16),
        ("done", 19),
    ]
    assert together(tuple(latest.values())).frames_done == 21 + 16 + 19
    assert percents[-1] == 100


def filmed_before(store: ObjectStore, parts: Parts) -> Parts:
    """A film whose parts left what these did, in a store of its own."""
    store.objects |= {
        name: content for name, content in parts.store.objects.items() if name[0] in "12"
    }
    return dealt(three_scenes(store))


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (lambda clip: clip[:-7], "The clip of scene 3 is damaged."),
        (lambda _: b"<Error>", "The clip of scene 3 is damaged."),
        (lambda clip: clip[:5] + b"\xff" * 8 + clip[13:], "The clip of scene 3 is damaged."),
        (lambda clip: clip[:LEVEL] + b"\x33" + clip[LEVEL + 1 :], "encoded with other settings"),
    ],
)
def test_a_clip_that_is_not_what_a_part_left_fails_the_film(
    parts: Parts, change: Callable[[bytes], bytes], failure: str
) -> None:
    with an_object_store() as store:
        again = filmed_before(store, parts)
        store.objects["2-clip-003.bin"] = change(store.objects["2-clip-003.bin"])

        assert again.join.run() == 1
        assert failure in (again.join.report.failure or "")
        assert "final.mp4" not in store.objects


def test_a_clip_of_another_length_fails_the_film(parts: Parts) -> None:
    with an_object_store() as store:
        again = filmed_before(store, parts)
        store.objects["2-clip-003.bin"] = store.objects["1-clip-002.bin"]

        assert again.join.run() == 1
        assert again.join.report.failure == "The clip of scene 3 has 16 frames, not 19."


def test_no_more_of_a_clip_is_fetched_than_one_may_have(store: ObjectStore, tmp_path: Path) -> None:
    store.objects["clip"] = bytes(1000)
    store.failures = {"clip": 2}
    file = tmp_path / "clip"
    with Store() as fetching:
        fetching.fetch(store.url("clip"), file, most=1000)
        assert file.read_bytes() == bytes(1000)
        with pytest.raises(TooLarge):
            fetching.fetch(store.url("clip"), file, most=999)
        with pytest.raises(StoreUnreachable):
            fetching.fetch(store.url("nothing"), file, most=999)
    assert file.stat().st_size < 1000


def test_a_part_that_fails_says_why_as_the_jobs_own_reason(store: ObjectStore) -> None:
    parts = dealt(three_scenes(store))
    outputs = {"clip-003.bin": "http://127.0.0.1:9/nobody-listens"}
    failing = told(parts.parts[1], "failing.json", outputs=outputs)

    assert failing.run() == 1
    assert (failing.report.failure or "").startswith("The film could not be stored")
    assert "2-report.json" not in store.objects


def test_where_no_part_could_film_a_scene_there_is_no_film(store: ObjectStore) -> None:
    broken = [workshop.Part(a_scene(n, "#000", BROKEN), "no python", frames=5) for n in (1, 2, 3)]
    parts = dealt(a_job(store, broken))

    assert [task.run() for task in parts.parts] == [0, 0]
    assert parts.join.run() == 1
    assert (parts.join.report.failure or "").startswith("No scene could be filmed: ")
    assert "no such curve" in (parts.join.report.failure or "")


def test_the_plan_is_the_same_for_everybody(parts: Parts) -> None:
    plans = [task.manifest.plan for task in (*parts.parts, parts.join)]

    assert isinstance(plans[0], RenderPlan)
    assert plans == [plans[0]] * 3
