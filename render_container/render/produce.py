"""A manifest becomes a film and its report, whatever the plan's kind."""

import logging

from render.parts import film_part, join_parts
from render.production import Production, RenderFailed
from render.progress import ProgressReports
from render.scene_film import make_scene_film
from render.topic_film import make_topic_film
from studio.domain.render import Join, Part, RenderPlan, RenderReport

_log = logging.getLogger(__name__)


def produce(production: Production) -> RenderReport:
    """Make and store everything; answer the report that was stored with it."""
    manifest = production.manifest
    with ProgressReports(production.store, manifest) as progress:
        try:
            report = _make(production, progress)
        except RenderFailed as failure:
            report = _failed(production, str(failure))
        except Exception as error:  # noqa: BLE001 - whatever it is, the report says so
            _log.exception("the render failed")
            report = _failed(production, f"The render broke: {type(error).__name__}: {error}")
        _tell(production, report)
        whole = report.duration is not None
        progress.end("failed" if report.failure else "done", whole=whole)
    return report


def _make(production: Production, progress: ProgressReports) -> RenderReport:
    plan, share = production.manifest.plan, production.manifest.share
    if not isinstance(plan, RenderPlan):
        return make_scene_film(production, plan, progress)
    if isinstance(share, Part):
        return film_part(production, plan, share, progress)
    if isinstance(share, Join):
        report = join_parts(production, plan, share, progress)
    else:
        report = make_topic_film(production, plan, progress)
    seconds = round(production.manifest.spent + report.seconds, 3)
    return report.model_copy(update={"seconds": seconds})


def _tell(production: Production, report: RenderReport) -> None:
    """What a part filmed is told to who joins it; that it failed ends the whole job.

    The report of a film that is there is replaced by that of a better one only.
    """
    manifest, put = production.manifest, production.store.put
    document = report.model_dump_json().encode()
    if isinstance(manifest.share, Part) and report.failure is None:
        put(manifest.share.report, "report.json", document, once=not manifest.judged)
        return
    if report.duration is not None or (report.failure and not manifest.redelivers):
        put(manifest.report, "report.json", document, once=not manifest.redelivers)
    if manifest.take_report is not None:
        put(manifest.take_report, "take.json", document)


def _failed(production: Production, failure: str) -> RenderReport:
    watch = production.watch
    return RenderReport(failure=failure, seconds=watch.seconds, stages=watch.stages)
