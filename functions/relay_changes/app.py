"""The jobs table's stream: every stored change becomes what it means."""

from studio.adapters.dynamodb import job_in_stream_image
from studio.batches import Image, each_change
from studio.bootstrap import jobs
from studio.config import Settings

relay_changes = jobs.relay_changes(Settings.from_env())


@each_change
def handler(before: Image, after: Image) -> None:
    relay_changes(job_in_stream_image(before), job_in_stream_image(after))
