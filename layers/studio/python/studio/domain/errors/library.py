"""What is not in a library."""

from studio.domain.errors.base import StudioError


class VideoNotFound(StudioError):
    """Also raised for another account's video: existence is not revealed."""

    code = "video_not_found"

    def __init__(self, job_id: str) -> None:
        super().__init__("Video not found")
        self.job_id = job_id
