"""What is not in a library, or cannot leave it yet."""

from studio.domain.errors.base import StudioError


class VideoNotFound(StudioError):
    """Also raised for another account's video: existence is not revealed."""

    code = "video_not_found"

    def __init__(self, job_id: str) -> None:
        super().__init__("Video not found")
        self.job_id = job_id


class JobStillRunning(StudioError):
    """A job that has to be over before this can be done."""

    code = "still_running"

    def __init__(self, job_id: str) -> None:
        super().__init__("The job is not over yet. Cancel it, or wait until it is.")
        self.job_id = job_id
