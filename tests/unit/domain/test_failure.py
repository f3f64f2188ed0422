import json

from studio.domain.failure import readable_reason


def test_a_failure_in_a_parallel_branch_names_its_own_stage():
    cause = json.dumps({"errorType": "UnusableVoice", "errorMessage": "It was silent."})
    branch = json.dumps({"stage": "SynthesizeVoice", "cause": cause})

    assert (
        readable_reason("MakeScenes", "UnusableVoice", branch)
        == "Synthesizing the voice failed: It was silent."
    )


def test_a_killed_renderer_is_said_to_be_killed():
    cause = json.dumps({"Containers": [{"ExitCode": 137}]})

    reason = readable_reason("RenderVideo", "States.TaskFailed", cause)

    assert reason.startswith("Rendering failed: the renderer was killed")


def test_a_timeout_names_its_stage():
    assert (
        readable_reason("WriteScript", "States.Timeout", "")
        == "Writing the script took too long and was stopped."
    )


def test_a_deliberate_error_is_told_as_it_was_raised():
    cause = json.dumps(
        {"errorType": "UnusableScript", "errorMessage": "The draft has nothing to say."}
    )

    assert (
        readable_reason("WriteScript", "UnusableScript", cause)
        == "Writing the script failed: The draft has nothing to say."
    )


def test_an_accident_does_not_leak_its_message():
    cause = json.dumps({"errorType": "KeyError", "errorMessage": "'/var/task/secret'"})

    reason = readable_reason("PlanRender", "KeyError", cause)

    assert reason == "Planning the render failed because of an error on our side (KeyError)."


def test_a_renderer_that_never_started_is_told_apart():
    cause = json.dumps({"Containers": [{}], "StoppedReason": "CannotPullContainerError"})

    assert "did not start (CannotPullContainerError)" in readable_reason(
        "RenderVideo", "States.TaskFailed", cause
    )


def test_a_part_that_dies_and_a_join_that_dawdles_are_told_apart():
    cause = json.dumps({"Containers": [{"ExitCode": 137}]})
    killed = readable_reason("RenderParts", "States.TaskFailed", cause)
    slow = readable_reason("JoinParts", "States.Timeout", "")

    assert killed.startswith("Rendering failed: the renderer was killed")
    assert slow == "Joining the parts of the video took too long and was stopped."
