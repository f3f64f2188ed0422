"""What writes to people."""

import boto3

from studio.adapters.ses import SesMailer
from studio.application.write_to_owner import WriteToOwner
from studio.bootstrap import stores
from studio.bootstrap.stores import clock
from studio.config import Settings


def write_to_owner(settings: Settings) -> WriteToOwner:
    mailer = SesMailer(boto3.client("sesv2"), sender=settings.email_from)
    accounts = stores.accounts(settings)
    return WriteToOwner(stores.jobs(settings), accounts, stores.ledger(settings), mailer, clock)
