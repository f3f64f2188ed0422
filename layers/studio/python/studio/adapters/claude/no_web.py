"""Who researches at Bedrock, where Claude cannot search the web."""

from studio.domain.brief import TopicBrief
from studio.domain.research import Research
from studio.ports import Meter


class NoWeb:
    def research(self, brief: TopicBrief, *, meter: Meter) -> Research:
        return Research(warning="The web was not searched: this deployment cannot.")
