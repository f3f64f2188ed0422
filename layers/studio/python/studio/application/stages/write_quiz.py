"""Beside voice and scenes: questions on what the script teaches."""

from dataclasses import dataclass

from studio.application.artifacts import output_key, stored_script
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId
from studio.domain.errors import FRUITLESS, NoQuiz
from studio.domain.quiz import QUIZ
from studio.domain.timeline import Happening
from studio.domain.usage import QUIZ_FILE
from studio.ports import ArtifactStore, JobRepository, QuizWriter, Timeline


@dataclass(frozen=True, slots=True)
class WriteQuiz:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    writer: QuizWriter
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> int:
        """Store the quiz; returns how many questions it has, 0 where there is none."""
        job = self.jobs.get(job_id)
        script = stored_script(self.artifacts, job_id)
        try:
            quiz = self.writer.write_quiz(script, job.topic, meter=self.meter_of(job))
        except (*FRUITLESS, NoQuiz) as error:
            message = f"There is no quiz: {error}"
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=message))
            self.timeline.record(job_id, self.stamp(Happening.QUIZ_WRITTEN, questions=0))
            return 0
        body = QUIZ.dump_json(quiz, indent=2)
        self.artifacts.put(output_key(job_id, QUIZ_FILE), body, content_type="application/json")
        written = self.stamp(Happening.QUIZ_WRITTEN, questions=len(quiz))
        self.timeline.record(job_id, written)
        return len(quiz)
