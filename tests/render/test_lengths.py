"""How long real scripts with a real voice become, against what their estimates expect."""

import pytest

from studio.adapters.espeak import EspeakVoice
from studio.adapters.offline_writer import OfflineScriptWriter
from studio.application.stages.render_plan import MadeScene, plan
from studio.application.stages.write_script import edit
from studio.domain.pacing import PACING
from studio.domain.prices import expected
from tests.builders import a_brief, a_job, scene_code

TOPICS = (
    "How does binary search work?",
    "What is a hash table?",
    "Compound interest",
    "The TCP handshake",
    "Something no lesson is about",
)


@pytest.fixture(scope="module", params=("low", "medium", "high"))
def scripts(request):
    """Scripts of one effort, and each scene as it is spoken."""
    voice, writer = EspeakVoice(), OfflineScriptWriter()
    for_topics = {}
    for topic in TOPICS:
        brief = a_brief(topic=topic, effort=request.param)
        script = edit(writer.write(brief, {}), speed=1.0)
        made = [MadeScene(voice.speak(s.narration).track, scene_code(s)) for s in script.scenes]
        for_topics[brief] = (script, made)
    return for_topics


@pytest.mark.parametrize("pace", PACING)
@pytest.mark.parametrize("speed", [0.5, 0.85, 1.0, 1.5, 2.0])
def test_no_video_is_longer_than_the_high_end_of_its_estimate(scripts, pace, speed):
    for asked, (script, scenes) in scripts.items():
        brief = asked.model_copy(update={"pace": pace, "speed": speed})

        made = plan(a_job(brief=brief), script, scenes, lambda scene, theme: "")

        assert made.frames / made.format.fps <= expected(brief, 1).video, asked.topic
