"""What `sam build` and `sam package` do, for code that this machine's own Python runs."""

import hashlib
import io
import shlex
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local.ground import PYTHON, leashed
from local.template import FUNCTION, LAYER, MACHINE, Template

BUCKET = "deployment-artifacts"
EXECUTABLE = 0o755 << 16
EPOCH = (1980, 1, 1, 0, 0, 0)

Upload = Callable[[bytes, str], str]


def package(template: Template, upload: Upload) -> None:
    """Replace every local folder of the template by an address in S3."""
    for name in template.resources(FUNCTION):
        _package_function(template, name, upload)
    for layer in template.resources(LAYER).values():
        layer["ContentUri"] = upload(archive({"README": b"The venv holds it."}), ".zip")
    for machine in template.resources(MACHINE).values():
        source = template.root / machine["DefinitionUri"]
        machine["DefinitionUri"] = upload(source.read_bytes(), source.suffix)


def _package_function(template: Template, name: str, upload: Upload) -> None:
    bootstrap = _bootstrap(template.import_paths(name)).encode()
    properties = template.function(name)
    source = template.code(name)
    files = {str(file.relative_to(source)): file.read_bytes() for file in _files(source)}
    template.resources(FUNCTION)[name] |= {
        "CodeUri": upload(archive(files | {"bootstrap": bootstrap}), ".zip"),
        "Runtime": "provided.al2023",
        "Handler": properties["Handler"],
    }


def _files(folder: Path) -> list[Path]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [file for file in files if "__pycache__" not in file.parts]


def _bootstrap(layers: list[Path]) -> str:
    """A custom runtime that is AWS's own: awslambdaric, which keeps the names of errors."""
    paths = ":".join(["$LAMBDA_TASK_ROOT", *(shlex.quote(str(path)) for path in layers)])
    command = shlex.join(leashed(PYTHON, "-m", "awslambdaric"))
    return f'#!/bin/sh\nexport PYTHONPATH={paths}\nexec {command} "$_HANDLER"\n'


def archive(files: dict[str, bytes]) -> bytes:
    """The same bytes for the same files, so that an unchanged folder is not deployed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = EXECUTABLE
            target.writestr(entry, content)
    return buffer.getvalue()


def uploader(s3: Any) -> Upload:
    s3.create_bucket(Bucket=BUCKET)
    known = {item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])}

    def upload(content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest()[:32] + suffix
        if key not in known:
            s3.put_object(Bucket=BUCKET, Key=key, Body=content)
        return f"s3://{BUCKET}/{key}"

    return upload
