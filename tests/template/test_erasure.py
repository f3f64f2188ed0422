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
