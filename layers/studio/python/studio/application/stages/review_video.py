"""After stage 4: look at the finished video, and say which scenes have to be repaired."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from studio.application.artifacts import (
    output_key,
    review_frame_key,
    review_spots_key,
    reviews_key,
    store_take,
    stored_script,
    stored_takes,
)
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId
from studio.domain.errors import FRUITLESS, ArtifactNotFound
from studio.domain.job import Job
from studio.domain.problem import Problem
from studio.domain.review import MOST_REVIEW_REPAIRS, SPOTS, FrameSpot, Review, frame_name
from studio.domain.timeline import RENDER_ENDS, Happening, Progress, Stage
from studio.domain.usage import QA_REPORT
from studio.ports import ArtifactStore, Frame, JobRepository, Timeline, VideoReviewer

REVIEWS = TypeAdapter(tuple[Review, ...])


@dataclass(frozen=True, slots=True)
class ReviewVideo:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    reviewer: VideoReviewer
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> tuple[int, ...]:
        """The numbers of the scenes to repair, none once enough rounds of repairs were made."""
        job = self.jobs.get(job_id)
        looking = Progress(stage=Stage.REVIEWING, percent=RENDER_ENDS)
        self.timeline.record(job_id, self.stamp(Happening.REVIEWING, looking))
        before = self._reviews(job_id)
        spots = SPOTS.validate_json(self.artifacts.get(review_spots_key(job_id)))
        if before and not spots:
            return ()  # the repairs changed nothing that could be seen
        try:
            review = self._review(job, spots, len(before) + 1)
        except FRUITLESS as error:
            message = f"Nobody looked at the video: {error}"
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=message))
            self._tell(job_id, Review(round=len(before) + 1, scenes=(), frames=0))
            return ()
        reviews = (*before, review)
        body = REVIEWS.dump_json(reviews)
        self.artifacts.put(reviews_key(job_id), body, content_type="application/json")
        self._report(job_id, reviews)
        faulty = review.faulty if review.round <= MOST_REVIEW_REPAIRS else ()
        self._blame(job_id, review, faulty)
        self._tell(job_id, review)
        return faulty

    def _reviews(self, job_id: JobId) -> tuple[Review, ...]:
        try:
            return REVIEWS.validate_json(self.artifacts.get(reviews_key(job_id)))
        except ArtifactNotFound:
            return ()

    def _review(self, job: Job, spots: Sequence[FrameSpot], number: int) -> Review:
        frames = [
            Frame(spot, self.artifacts.get(review_frame_key(job.id, frame_name(place))))
            for place, spot in enumerate(spots, start=1)
        ]
        script = stored_script(self.artifacts, job.id)
        shown = {spot.scene for spot in spots}
        scenes = [
            (scene, take.code)
            for scene, take in zip(
                script.scenes, stored_takes(self.artifacts, script, job.id), strict=True
            )
            if scene.number in shown
        ]
        issues = self.reviewer.review(frames, scenes, job.topic, meter=self.meter_of(job))
        return Review(
            round=number,
            scenes=tuple(sorted(shown)),
            frames=len(frames),
            issues=tuple(issue for issue in issues if issue.scene in shown),
        )

    def _blame(self, job_id: JobId, review: Review, faulty: Sequence[int]) -> None:
        """The scenes' takes hold what is to be repaired, whoever found it."""
        script = stored_script(self.artifacts, job_id)
        for take in stored_takes(self.artifacts, script, job_id):
            if take.number not in faulty:
                continue
            problems = tuple(
                Problem(kind="looks_wrong", message=issue.description)
                for issue in review.issues
                if issue.scene == take.number and issue.severity == "error"
            )
            store_take(self.artifacts, job_id, take.model_copy(update={"problems": problems}))

    def _report(self, job_id: JobId, reviews: Sequence[Review]) -> None:
        report = {
            "passed": not reviews[-1].faulty,
            "rounds": [review.model_dump(mode="json") for review in reviews],
        }
        body = json.dumps(report, indent=2, ensure_ascii=False).encode()
        self.artifacts.put(output_key(job_id, QA_REPORT), body, content_type="application/json")

    def _tell(self, job_id: JobId, review: Review) -> None:
        told = self.stamp(
            Happening.REVIEWED,
            Progress(stage=Stage.REVIEWING, percent=RENDER_ENDS),
            round=review.round,
            frames=review.frames,
            issues=[issue.model_dump(mode="json") for issue in review.issues],
        )
        self.timeline.record(job_id, told)
