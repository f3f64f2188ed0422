"""What cannot be done with a job."""

from studio.domain.errors.base import StudioError


class JobNotFound(StudioError):
    """Also raised for another account's job: existence is not revealed."""

    code = "job_not_found"

    def __init__(self, job_id: str) -> None:
        super().__init__("Job not found")
        self.job_id = job_id


class JobConflict(StudioError):
    """Somebody else stored this job first."""

    code = "job_conflict"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"Job {job_id!r} was changed by somebody else.")
        self.job_id = job_id


class IllegalTransition(StudioError):
    code = "illegal_transition"

    def __init__(self, job_id: str, current: str, to: str) -> None:
        super().__init__(f"Job {job_id!r} cannot go from {current} to {to}.")
        self.job_id = job_id
        self.current = current
        self.to = to


class JobNotOver(StudioError):
    """A job that has to be over before this can be done."""

    code = "not_over"

    def __init__(self, job_id: str) -> None:
        super().__init__("This job is not over yet: wait until it is, or cancel it first.")
        self.job_id = job_id


class NothingToReuse(StudioError):
    """What a repetition would need of its source is not there."""

    code = "nothing_to_reuse"


class JobAlreadyFinished(StudioError):
    code = "already_finished"

    def __init__(self, job_id: str) -> None:
        super().__init__("The job is over already.")
        self.job_id = job_id
