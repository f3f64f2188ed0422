from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.job_meter import meters
from studio.application.stages.plan_reading import PlanReading
from studio.application.stages.write_script import WriteScript
from studio.domain.brief import ContextFile
from studio.domain.reading import FileReading, ReadingManifest, ReadingReport
from studio.domain.timeline import Happening, Stage
from tests.builders import JOB, a_brief, a_job, a_scene_brief, an_event
from tests.fakes import (
    CannedWriter,
    CountingRandomness,
    InMemoryArtifacts,
    InMemoryJobs,
    SteppingClock,
)

FILES = ("a.pdf", "b.py", "c.png", "d.docx")


def studio(*names):
    jobs, artifacts = InMemoryJobs(), InMemoryArtifacts()
    context = tuple(ContextFile(name=name, size=1) for name in names)
    jobs.add(a_job(brief=a_brief(context=context)), an_event(0))
    return jobs, artifacts, Stamp(SteppingClock(), CountingRandomness())


def written(jobs, artifacts, stamp):
    writer = CannedWriter()
    script = WriteScript(jobs, jobs, artifacts, writer, meters(jobs, stamp), stamp)(JOB)
    ((_, context),) = writer.asked
    return script, context


def test_only_a_job_with_more_than_text_has_files_to_be_read():
    def job(*names):
        context = tuple(ContextFile(name=name, size=1) for name in names)
        return a_job(brief=a_brief(context=context))

    assert job(*FILES).to_read == ("a.pdf", "c.png", "d.docx")
    assert job("b.py", "Makefile").to_read == job().to_read == ()
    assert a_job(brief=a_scene_brief()).to_read == ()


def test_the_manifest_says_what_to_read_and_where_to_put_it_once():
    jobs, artifacts, stamp = studio(*FILES)
    url = PlanReading(jobs, jobs, artifacts, stamp)(JOB)
    manifest = ReadingManifest.model_validate_json(artifacts.bodies[keys.reading_manifest_key(JOB)])

    assert url == f"https://artifacts.invalid/jobs/{JOB}/work/reading_manifest.json?get"
    assert [(file.name, file.kind) for file in manifest.files] == [
        ("a.pdf", "pdf"),
        ("c.png", "image"),
        ("d.docx", "docx"),
    ]
    assert manifest.files[0].source.endswith(f"jobs/{JOB}/context/a.pdf?get")
    assert manifest.files[0].result.endswith(f"jobs/{JOB}/work/context/a.pdf.txt?put-once")
    assert manifest.files[1].result.endswith(f"jobs/{JOB}/work/context/c.png.png?put-once")
    assert manifest.failure.endswith(f"{keys.render_report_key(JOB)}?put-once")
    event = jobs.events(JOB)[-1]
    assert event.happening is Happening.READING
    assert event.progress.stage is Stage.READING_FILES


def test_the_writer_gets_text_as_it_came_and_the_rest_as_it_was_read():
    jobs, artifacts, stamp = studio(*FILES)
    report = ReadingReport(
        files=(
            FileReading(name="a.pdf", kind="pdf", pages=300, chars=4, note="only a part was read"),
            FileReading(name="c.png", kind="image"),
            FileReading(name="d.docx", kind="docx"),
        )
    )
    artifacts.bodies = {
        keys.reading_report_key(JOB): report.model_dump_json().encode(),
        keys.context_key(JOB, "b.py"): b"x = 1",
        keys.read_file_key(JOB, "a.pdf", "txt"): b"text",
        keys.read_file_key(JOB, "c.png", "png"): b"png",
    }
    script, context = written(jobs, artifacts, stamp)

    assert context == {"a.pdf": b"text", "b.py": b"x = 1", "c.png": b"png", "d.docx": b""}
    assert script.warnings[0] == "a.pdf: only a part was read."


def test_text_alone_is_written_about_without_any_reading():
    jobs, artifacts, stamp = studio("b.py")
    artifacts.bodies[keys.context_key(JOB, "b.py")] = b"x = 1"

    assert written(jobs, artifacts, stamp)[1] == {"b.py": b"x = 1"}


def test_what_cannot_be_read_is_one_sentence():
    report = ReadingReport(
        files=(
            FileReading(name="a.pdf", kind="pdf", problem="it is encrypted"),
            FileReading(name="c.png", kind="image"),
        )
    )

    assert report.failure == "Not every file can be read. a.pdf: it is encrypted."
    assert ReadingReport(files=report.files[1:]).failure is None
