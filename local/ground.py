"""Where one local cloud lives: its folders, its ports, and what its children may see."""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import boto3
from botocore.config import Config
from botocore.session import Session

ROOT = Path(__file__).resolve().parent.parent
PYTHON = Path(sys.executable)
LEASH = Path(__file__).with_name("leash.py")
REGION = "us-east-1"
LOOPBACK = "127.0.0.1"
FORGOTTEN = "from-the-environment/"
"""Secrets of such a name are in memory only: no file of this cloud ever holds them."""
ROOT_KEY = "test"
"""Of the embedded account's root user; functions get sessions of their roles instead."""

NOT_THE_HOSTS = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}
KEPT_FROM_THE_HOST = ("LANG", "LC_ALL", "TZ")

_SESSION: Any = boto3.Session(botocore_session=Session(session_vars=NOT_THE_HOSTS))


@dataclass(frozen=True)
class Ground:
    """One local cloud's place; every path below `home` is its own."""

    root: Path
    home: Path
    gateway_port: int
    cloud_port: int
    persistent: bool = True
    snapshot_seconds: float = 15.0

    @property
    def endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self.cloud_port}"

    @property
    def gateway(self) -> str:
        return f"http://{LOOPBACK}:{self.gateway_port}"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def tasks(self) -> Path:
        return self.home / "tasks"

    @property
    def images(self) -> Path:
        return self.home / "images.json"

    @property
    def webhook_trust(self) -> Path:
        """The certificates, if any, that a developer's own webhook receiver presents."""
        return self.home / "webhook-authority.pem"

    def environment(self) -> dict[str, str]:
        """What a child sees: enough to run, nothing that could reach a real account."""
        kept = {name: os.environ[name] for name in KEPT_FROM_THE_HOST if name in os.environ}
        return kept | {
            "PATH": f"{PYTHON.parent}:{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home / "home"),
            "TMPDIR": str(self.home / "tmp"),
            "PYTHONUNBUFFERED": "1",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def access(self) -> dict[str, str]:
        """What others need to call this cloud."""
        return {"endpoint": self.endpoint, "region": REGION, "access_key": ROOT_KEY}

    def client(self, name: str) -> Any:
        """A boto3 client of this cloud, whatever the host's own AWS settings are."""
        return _SESSION.client(
            name,
            region_name=REGION,
            endpoint_url=self.endpoint,
            aws_access_key_id=ROOT_KEY,
            aws_secret_access_key=ROOT_KEY,
            config=Config(signature_version="s3v4", proxies={}, retries={"max_attempts": 1}),
        )

    def prepare(self) -> None:
        """Make the folders; what a previous run left of logs and scratch files goes."""
        for folder in (self.logs, self.tasks, self.home / "tmp"):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in (self.home / "home", self.home / "state", self.logs, self.tasks):
            folder.mkdir(parents=True, exist_ok=True)
        (self.home / "tmp").mkdir()

    def to_json(self) -> str:
        return json.dumps({name: _plain(value) for name, value in vars(self).items()})

    @classmethod
    def from_json(cls, text: str) -> Self:
        fields = json.loads(text)
        return cls(**fields | {"root": Path(fields["root"]), "home": Path(fields["home"])})


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def leashed(*command: str | Path, pid_file: Path | None = None, grace: float = 5.0) -> list[str]:
    """The argv that runs a command which cannot outlive its parent."""
    options = ["--grace", str(grace), *(["--pid-file", str(pid_file)] if pid_file else [])]
    return [str(part) for part in (PYTHON, "-I", "-S", LEASH, *options, *command)]
