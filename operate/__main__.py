"""`python -m operate account --email …`: accounts, credits, limits, bans, sign-in, the pause."""

import argparse
import getpass
import json
import sys
from pathlib import Path
from typing import Any

from operate.deployment import Deployment, NotDone

HOME = Path(__file__).resolve().parent.parent / ".local"


def account(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Open an account for whoever has an e-mail address; its keys are shown this once."""
    made = deployment.invoke(
        "CreateAccountFunction",
        name=asked.name or asked.email,
        email=asked.email,
        password=asked.password,
    )
    if asked.credits:
        deployment.invoke(
            "GrantCreditsFunction",
            account_id=made["account_id"],
            grant_id="opening",
            paid=asked.credits,
        )
    return made


def grant(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Give an account credits; the same grant once more changes nothing."""
    known = deployment.invoke("ChangeAccountFunction", account=asked.account)
    return deployment.invoke(
        "GrantCreditsFunction",
        account_id=known["account_id"],
        grant_id=asked.grant,
        paid=asked.credits,
    )


def limits(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Set what an account may do; without a number, show it."""
    return deployment.invoke(
        "ChangeAccountFunction",
        account=asked.account,
        requests_a_minute=asked.requests,
        credits_a_day=asked.credits,
    )


def ban(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Answer every call of an account with 403, from now on."""
    return deployment.invoke("ChangeAccountFunction", account=asked.account, banned=True)


def unban(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Let an account in again."""
    return deployment.invoke("ChangeAccountFunction", account=asked.account, banned=False)


def pause(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Refuse orders with 503; reading goes on."""
    return deployment.invoke(
        "PauseServiceFunction",
        paused=True,
        retry_after=asked.retry_after,
        reason=asked.reason,
    )


def resume(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Take orders again."""
    return deployment.invoke("PauseServiceFunction", paused=False)


def session(deployment: Deployment, asked: argparse.Namespace) -> dict[str, Any]:
    """Sign in as an account's owner; without an e-mail address, as that of the local account."""
    if asked.email is None:
        known = json.loads((asked.home / "credentials.json").read_text())
        return deployment.sign_in(known["email"], known["password"])
    return deployment.sign_in(asked.email, asked.password or getpass.getpass())


def whole(text: str) -> int:
    """Refused before anything is done: an account's keys would be shown to nobody."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m operate", description=__doc__)
    parser.add_argument("--stack", help="a CloudFormation stack in AWS; else the local cloud")
    parser.add_argument("--home", type=Path, default=HOME, help="where the local cloud's state is")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    by_name = {}
    for run in (account, grant, limits, ban, unban, pause, resume, session):
        command = commands.add_parser(run.__name__, help=run.__doc__)
        command.set_defaults(run=run)
        by_name[run] = command
        if run in {grant, limits, ban, unban}:
            command.add_argument("account", help="an account's id, or its owner's e-mail address")
    by_name[account].add_argument("--email", required=True)
    by_name[account].add_argument("--name")
    by_name[account].add_argument("--password", help="else a temporary one is made up")
    by_name[account].add_argument("--credits", type=whole)
    by_name[grant].add_argument("--grant", required=True, help="such as a payment's id")
    by_name[grant].add_argument("--credits", type=whole, required=True)
    by_name[limits].add_argument("--requests", type=int, help="a minute")
    by_name[limits].add_argument("--credits", type=whole, help="a day")
    by_name[pause].add_argument("--retry-after", type=int, help="seconds")
    by_name[pause].add_argument("--reason", help="for operators")
    by_name[session].add_argument("--email")
    by_name[session].add_argument("--password", help="else it is asked for")
    return parser.parse_args(argv)


def main(asked: argparse.Namespace) -> int:
    try:
        deployment = Deployment.in_aws(asked.stack) if asked.stack else Deployment.here(asked.home)
        said = asked.run(deployment, asked)
    except NotDone as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(said, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:])))
