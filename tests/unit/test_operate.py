"""What operators type."""

import pytest

from operate.__main__ import parse


@pytest.mark.parametrize(
    "command", [["account", "--email", "a@b.c"], ["grant", "a", "--grant", "g"]]
)
@pytest.mark.parametrize("credits_", ["-5", "1.5", "many"])
def test_credits_that_cannot_be_given_are_refused_before_an_account_is_opened(command, credits_):
    with pytest.raises(SystemExit):
        parse([*command, f"--credits={credits_}"])
    assert parse([*command, "--credits=5"]).credits == 5
