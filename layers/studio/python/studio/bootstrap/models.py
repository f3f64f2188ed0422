"""The stages that ask a language model; the offline writer goes without most of them."""

from typing import TYPE_CHECKING, TypeVar

from studio import providers
from studio.application.job_meter import meters
from studio.bootstrap import stores
from studio.bootstrap.stores import stamp
from studio.config import Settings
from studio.domain.errors import ProviderMisconfigured

if TYPE_CHECKING:
    from studio.application.stages.check_facts import CheckFacts
    from studio.application.stages.repair_scene import RepairScene
    from studio.application.stages.research import Research
    from studio.application.stages.review_video import ReviewVideo
    from studio.application.stages.write_quiz import WriteQuiz

Provider = TypeVar("Provider")


def research(settings: Settings) -> "Research":
    from studio.application.stages.research import Research

    jobs, researcher = stores.jobs(settings), _there(providers.researcher(settings))
    artifacts, meter_of = stores.artifacts(settings), meters(jobs, stamp)
    return Research(jobs, jobs, artifacts, researcher, meter_of, stamp)


def check_facts(settings: Settings) -> "CheckFacts":
    from studio.application.stages.check_facts import CheckFacts

    jobs, checker = stores.jobs(settings), _there(providers.fact_checker(settings))
    artifacts, meter_of = stores.artifacts(settings), meters(jobs, stamp)
    return CheckFacts(jobs, jobs, artifacts, checker, meter_of, stamp)


def repair_scene(settings: Settings) -> "RepairScene":
    from studio.application.stages.repair_scene import RepairScene

    jobs, repairer = stores.jobs(settings), _there(providers.scene_repairer(settings))
    artifacts, meter_of = stores.artifacts(settings), meters(jobs, stamp)
    return RepairScene(jobs, jobs, artifacts, repairer, meter_of, stamp)


def review_video(settings: Settings) -> "ReviewVideo":
    from studio.application.stages.review_video import ReviewVideo

    jobs, reviewer = stores.jobs(settings), _there(providers.video_reviewer(settings))
    artifacts, meter_of = stores.artifacts(settings), meters(jobs, stamp)
    return ReviewVideo(jobs, jobs, artifacts, reviewer, meter_of, stamp)


def write_quiz(settings: Settings) -> "WriteQuiz":
    from studio.application.stages.write_quiz import WriteQuiz

    jobs, writer = stores.jobs(settings), providers.quiz_writer(settings)
    artifacts, meter_of = stores.artifacts(settings), meters(jobs, stamp)
    return WriteQuiz(jobs, jobs, artifacts, writer, meter_of, stamp)


def _there(provider: Provider | None) -> Provider:
    """Raises `ProviderMisconfigured` in the function of a stage that this deployment is without."""
    if provider is None:
        raise ProviderMisconfigured("The writer of this deployment does nothing of the kind.")
    return provider
