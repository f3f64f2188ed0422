"""The stages of a job; each provider is imported by the stage that needs it."""

from pathlib import Path
from typing import TYPE_CHECKING

from studio.application.job_meter import meters
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, stamp
from studio.config import Settings
from studio.domain.addresses import Reach
from studio.providers import scene_composer, script_writer, voice

if TYPE_CHECKING:
    from studio.application.stages.check_scenes import CheckScenes
    from studio.application.stages.compose_scenes import ComposeScenes
    from studio.application.stages.fetch_context import FetchContext
    from studio.application.stages.judge_take import JudgeTake
    from studio.application.stages.plan_reading import PlanReading
    from studio.application.stages.plan_render import PlanRender
    from studio.application.stages.plan_scene import PlanScene
    from studio.application.stages.record_run import RecordRun
    from studio.application.stages.reuse_narration import ReuseNarration
    from studio.application.stages.synthesize_voice import SynthesizeVoice
    from studio.application.stages.write_script import WriteScript


def plan_reading(settings: Settings) -> "PlanReading":
    from studio.application.stages.plan_reading import PlanReading

    jobs = stores.jobs(settings)
    return PlanReading(jobs, jobs, stores.artifacts(settings), stamp)


def write_script(settings: Settings) -> "WriteScript":
    from studio.application.stages.write_script import WriteScript

    jobs = stores.jobs(settings)
    artifacts, writer = stores.artifacts(settings), script_writer(settings)
    meter_of = meters(jobs, stamp)
    return WriteScript(jobs, jobs, artifacts, writer, meter_of, stamp, settings.modelled)


def fetch_context(settings: Settings) -> "FetchContext":
    from studio.adapters.outbound_pages import VettedPages
    from studio.application.stages.fetch_context import FetchContext

    jobs, local = stores.jobs(settings), settings.outbound_targets == "local"
    own = frozenset({settings.own_domain}) - {""}
    trust = Path(settings.outbound_trust) if local else None
    pages = VettedPages(Reach(own_domains=own, loopback=local, plain=True), local_trust=trust)
    return FetchContext(
        jobs, jobs, stores.artifacts(settings), pages, stamp, settings.github_files_url
    )


def synthesize_voice(settings: Settings) -> "SynthesizeVoice":
    from studio.application.stages.synthesize_voice import SynthesizeVoice

    jobs = stores.jobs(settings)
    return SynthesizeVoice(jobs, jobs, stores.artifacts(settings), voice(settings), stamp)


def reuse_narration(settings: Settings) -> "ReuseNarration":
    from studio.application.stages.reuse_narration import ReuseNarration

    jobs = stores.jobs(settings)
    return ReuseNarration(jobs, jobs, stores.artifacts(settings), stamp)


def compose_scenes(settings: Settings) -> "ComposeScenes":
    from studio.adapters.offline_composer import plain_scene
    from studio.application.stages.compose_scenes import ComposeScenes

    jobs = stores.jobs(settings)
    artifacts, composer = stores.artifacts(settings), scene_composer(settings)
    return ComposeScenes(jobs, jobs, artifacts, composer, plain_scene, meters(jobs, stamp), stamp)


def check_scenes(settings: Settings) -> "CheckScenes":
    from studio.application.stages.check_scenes import CheckScenes

    jobs = stores.jobs(settings)
    return CheckScenes(jobs, stores.artifacts(settings), stamp)


def record_run(settings: Settings) -> "RecordRun":
    from studio.application.stages.record_run import RecordRun

    jobs = stores.jobs(settings)
    return RecordRun(jobs, jobs, stores.artifacts(settings), clock, stamp, settings.modelled)


def plan_render(settings: Settings) -> "PlanRender":
    from studio.adapters.offline_composer import plain_scene
    from studio.application.stages.plan_render import PlanRender

    jobs = stores.jobs(settings)
    most = settings.render_part_megapixels
    return PlanRender(jobs, jobs, stores.artifacts(settings), plain_scene, stamp, most)


def plan_scene(settings: Settings) -> "PlanScene":
    from studio.application.stages.plan_scene import PlanScene

    jobs = stores.jobs(settings)
    return PlanScene(jobs, jobs, stores.artifacts(settings), stamp)


def judge_take(settings: Settings) -> "JudgeTake":
    from studio.application.stages.judge_take import JudgeTake

    return JudgeTake(stores.jobs(settings), stores.artifacts(settings), stamp)
