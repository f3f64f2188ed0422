"""The task that reads callers' files, from its environment to what it stores."""

import io

import pytest
from PIL import Image

from studio.domain.context import FileKind
from studio.domain.reading import FileToRead, ReadingManifest, ReadingReport
from studio.domain.render import RenderReport
from tests.render.workshop import Job, ObjectStore
from tests.security import hostile_files as hostile


def read(store: ObjectStore, *files: tuple[str, FileKind, bytes]) -> tuple[int, str]:
    """Run the image's entry point on these files; the exit code and the log."""
    for name, _, content in files:
        store.objects[f"sent/{name}"] = content
    manifest = ReadingManifest(
        files=tuple(
            FileToRead(
                name=name,
                kind=kind,
                source=store.url(f"sent/{name}"),
                result=store.url(f"read/{name}"),
            )
            for name, kind, _ in files
        ),
        report=store.url("reading.json"),
        failure=store.url("report.json"),
    )
    store.objects["manifest.json"] = manifest.model_dump_json().encode()
    store.strict = True
    job = Job(store, manifest, arguments=("read",))
    return job.run(), job.log


def test_files_become_text_and_a_picture_and_a_report(store: ObjectStore) -> None:
    code, log = read(
        store,
        ("a.pdf", "pdf", hostile.written_pdf("Wild yeast eats sugar.")),
        ("b.docx", "docx", hostile.a_docx(hostile.paragraphs("One", "Two"))),
        ("c.png", "image", hostile.a_picture(2000, 100)),
    )
    report = ReadingReport.model_validate_json(store.objects["reading.json"])

    assert code == 0, log
    assert store.objects["read/a.pdf"] == b"Wild yeast eats sugar."
    assert store.objects["read/b.docx"] == b"One\n\nTwo"
    assert store.content_types["read/a.pdf"] == "text/plain; charset=utf-8"
    with Image.open(io.BytesIO(store.objects["read/c.png"])) as image:
        assert image.size == (1568, 78)
    assert [(file.name, file.problem, file.chars) for file in report.files] == [
        ("a.pdf", None, 22),
        ("b.docx", None, 8),
        ("c.png", None, 0),
    ]
    assert "report.json" not in store.objects


def test_files_that_cannot_be_read_are_named_with_the_reason(store: ObjectStore) -> None:
    code, log = read(
        store,
        ("a.pdf", "pdf", b"MZ"),
        ("b.docx", "docx", hostile.a_docx(hostile.paragraphs("fine"))),
        ("c.png", "image", b"<svg/>"),
    )
    report = RenderReport.model_validate_json(store.objects["report.json"])

    assert code == 1, log
    assert report.failure == (
        "Not every file can be read. a.pdf: it is not a PDF; "
        "c.png: it is not a PNG, JPEG, GIF or WebP picture."
    )


def test_a_file_that_grew_since_it_was_checked_is_not_fetched_to_its_end(
    store: ObjectStore,
) -> None:
    code, log = read(store, ("c.png", "image", hostile.a_picture(9, 9) + bytes(6_000_000)))
    report = RenderReport.model_validate_json(store.objects["report.json"])

    assert code == 1, log
    assert "c.png: it is larger than files of its kind may be" in (report.failure or "")


def test_a_second_task_with_the_same_manifest_changes_nothing(store: ObjectStore) -> None:
    files: tuple[str, FileKind, bytes] = ("b.docx", "docx", hostile.a_docx(hostile.paragraphs("x")))
    first, _ = read(store, files)
    before = dict(store.objects)
    second, log = read(store, files)

    assert (first, second) == (0, 0), log
    assert store.objects == before


@pytest.mark.parametrize("module", ["manim", "stagecraft"])
def test_what_films_is_not_imported_by_who_reads(store: ObjectStore, module: str) -> None:
    watched = f"import sys\nsys.argv[1:] = ['read']\nimport render.reading.task\nassert {module!r} not in sys.modules"
    job = Job(store, None)

    assert job.run(watched) == 0, job.log
