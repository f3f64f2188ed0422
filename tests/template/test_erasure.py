"""An account is erased when nothing writes for it any more."""

from tests.template.source import functions, resources

_WRITE_NOTHING_OF_IT = {"EraseAccountFunction", "StreamFunction", "ReconcileCreditsFunction"}


def test_an_erasure_waits_longer_than_anything_that_is_under_way_may_take():
    delay = resources()["ErasureQueue"]["Properties"]["DelaySeconds"]
    longest = max(
        function["Properties"].get("Timeout", 30)
        for name, function in functions().items()
        if name not in _WRITE_NOTHING_OF_IT
    )

    assert delay > longest


def allowed(function):
    for policy in functions()[function]["Properties"]["Policies"]:
        for statement in policy.get("Statement", []):
            actions = statement["Action"]
            yield from (
                (action, str(statement["Resource"]))
                for action in ([actions] if isinstance(actions, str) else actions)
            )


def test_samples_of_voices_outlive_accounts_and_are_written_by_one_function_alone():
    for name in functions():
        touching = {action for action, on in allowed(name) if "/voices/*" in on}
        may = {
            "ApiFunction": {"s3:GetObject"},
            "SampleVoiceFunction": {"s3:GetObject", "s3:PutObject"},
        }
        assert touching == may.get(name, set()), name

    assert [on for action, on in allowed("ApiFunction") if action == "lambda:InvokeFunction"] == [
        str({"Fn::GetAtt": "SampleVoiceFunction.Arn"})
    ]
