"""Between what an account is and what is said of it. Pure."""

from typing import Final

from studio.dialects.chalkboard_v1.jobs.translate import to_daily_cap
from studio.dialects.chalkboard_v1.meta.schemas import Limits
from studio.dialects.chalkboard_v1.profile.schemas import (
    AccountCredits,
    AccountResponse,
    ChangeAccountRequest,
)
from studio.domain.account import Account, Preferences
from studio.domain.credits import Balance

_OUR_NAMES: Final = {
    "name": "name",
    "spend_alert_credits": "spend_alert",
    "email_notifications": "emails",
}


def to_preferences(request: ChangeAccountRequest) -> Preferences:
    asked = request.model_dump(exclude_unset=True)
    return Preferences.model_validate({_OUR_NAMES[name]: value for name, value in asked.items()})


def to_account(account: Account, balance: Balance) -> AccountResponse:
    """`balance` as of now."""
    return AccountResponse(
        id=account.id,
        name=account.name,
        email=account.email,
        created_at=account.created_at,
        credits=AccountCredits(
            balance=balance.total,
            free=balance.free,
            paid=balance.paid,
            held=balance.held,
            daily_cap=to_daily_cap(balance, account.credits_a_day),
        ),
        limits=Limits(
            requests_per_minute=account.requests_a_minute, credits_per_day=account.credits_a_day
        ),
        spend_alert_credits=account.spend_alert,
        email_notifications=account.emails,
    )
