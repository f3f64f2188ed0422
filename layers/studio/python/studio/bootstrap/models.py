"""The stages that ask a language model; the offline writer goes without most of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from studio import providers
from studio.adapters.dynamodb import DynamoJobs
from studio.adapters.s3 import S3Artifacts
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf, meters
from studio.bootstrap import stores
from studio.config import Settings

if TYPE_CHECKING:
    from studio.application.stages.check_facts import CheckFacts
    from studio.application.stages.repair_scene import RepairScene
    from studio.application.stages.research import Research
    from studio.application.stages.review_video import ReviewVideo
    from studio.application.stages.write_quiz import WriteQuiz

Maker = TypeVar("Maker")
MadeStage = TypeVar("MadeStage")


def research(settings: Settings) -> "Research":
    from studio.application.stages.research import Research

    return _metered(Research, providers.researcher(settings), settings)


def check_facts(settings: Settings) -> "CheckFacts":
    from studio.application.stages.check_facts import CheckFacts

    return _metered(CheckFacts, providers.fact_checker(settings), settings)


def repair_scene(settings: Settings) -> "RepairScene":
    from studio.application.stages.repair_scene import RepairScene

    return _metered(RepairScene, providers.scene_repairer(settings), settings)


def review_video(settings: Settings) -> "ReviewVideo":
    from studio.application.stages.review_video import ReviewVideo

    return _metered(ReviewVideo, providers.video_reviewer(settings), settings)


def write_quiz(settings: Settings) -> "WriteQuiz":
    from studio.application.stages.write_quiz import WriteQuiz

    return _metered(WriteQuiz, providers.quiz_writer(settings), settings)


def _metered(
    stage: Callable[[DynamoJobs, DynamoJobs, S3Artifacts, Maker, MeterOf, Stamp], MadeStage],
    maker: Maker,
    settings: Settings,
) -> MadeStage:
    jobs, stamp = stores.jobs(settings), stores.stamp
    artifacts = stores.artifacts(settings)
    return stage(jobs, jobs, artifacts, maker, meters(jobs, stamp), stamp)
