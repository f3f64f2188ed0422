"""The template as the local cloud reads it."""

import io
import zipfile
from pathlib import Path

import pytest

from local import image, stack, template
from local.ground import PYTHON
from local.package import archive, package
from local.template import FUNCTION, LAYER, MACHINE

SMALL = Path(__file__).with_name("stack")
TEMPLATE = """
Parameters:
  Tag: {Type: String, Default: latest}
Globals:
  Function:
    Handler: app.handler
    Layers: [!Ref Theirs]
    Environment: {Variables: {A: shared, B: shared}}
Resources:
  Theirs: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: theirs}}
  One:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: one
      Layers: [!Ref Elsewhere]
      Environment: {Variables: {B: !GetAtt Queue.Arn}}
      Events:
        Get:
          Type: Api
          Properties:
            Path: /one
            Method: get
            ResponseTransferMode: RESPONSE_STREAM
            TimeoutInMillis: 900000
        Tick: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - {Image: !Sub "repo/render:${Tag}"}
        - {Image: !Ref Tag}
"""


@pytest.fixture
def loaded(tmp_path: Path) -> template.Template:
    file = tmp_path / "template.yaml"
    file.write_text(TEMPLATE)
    return template.load(file, {"Tag": "local"})


def test_short_tags_become_long_ones(loaded: template.Template) -> None:
    variables = loaded.resources(FUNCTION)["One"]["Environment"]["Variables"]

    assert variables["B"] == {"Fn::GetAtt": ["Queue", "Arn"]}


def test_globals_are_merged_as_sam_merges_them(loaded: template.Template) -> None:
    merged = loaded.function("One")

    assert merged["Handler"] == "app.handler"
    assert merged["Layers"] == [{"Ref": "Theirs"}, {"Ref": "Elsewhere"}]
    assert merged["Environment"]["Variables"]["A"] == "shared"


def test_api_events_are_routes_and_others_are_not(loaded: template.Template) -> None:
    (route,) = loaded.routes()

    assert route == template.Route("GET", "/one", "One", streams=True, seconds=900)


def test_image_names_have_their_parameters_filled_in(loaded: template.Template) -> None:
    assert loaded.images() == {"repo/render:local", "local"}


def test_only_our_own_layers_are_on_the_path() -> None:
    _, small = stack.read(SMALL)

    assert small.import_paths("WorkFunction") == [SMALL / "layers/ours/python"]


def test_samconfig_names_the_stack_and_its_parameters() -> None:
    name, small = stack.read(SMALL)

    assert name == "small"
    assert small.parameters == {"Stage": "test"}


def test_packaging_replaces_every_folder_and_the_runtime_and_nothing_else() -> None:
    _, small = stack.read(SMALL)
    uploads: list[bytes] = []

    def upload(content: bytes, _suffix: str) -> str:
        uploads.append(content)
        return "s3://there"

    before = dict(small.resources(FUNCTION)["WorkFunction"])
    package(small, upload)

    after = small.resources(FUNCTION)["WorkFunction"]
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed == {"CodeUri", "Runtime"}
    assert after["Runtime"] == "provided.al2023"
    assert small.resources(MACHINE)["Machine"]["DefinitionUri"] == "s3://there"
    assert {layer["ContentUri"] for layer in small.resources(LAYER).values()} == {"s3://there"}
    names = zipfile.ZipFile(io.BytesIO(uploads[0])).namelist()
    assert names == ["app.py", "bootstrap"]


def test_the_same_files_make_the_same_archive() -> None:
    assert archive({"a": b"1"}) == archive({"a": b"1"})


def test_an_image_runs_its_entry_point_with_its_paths_in_the_repository(tmp_path: Path) -> None:
    for folder in ("layers/studio/python/studio", "render_container/render"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "Dockerfile").write_text(
        "FROM python:3.13-slim AS build\n"
        "COPY --from=build /venv /venv\n"
        "WORKDIR /app\n"
        "COPY layers/studio/python /opt/python\n"
        "COPY render_container/render ./render\n"
        "ENV PYTHONPATH=/opt/python:/app \\\n"
        '    PATH=/venv/bin:$PATH FONTS="Inter Display"\n'
        'ENTRYPOINT ["python3.13", "-m", "render"]\n'
    )
    read = image.read(tmp_path / "Dockerfile", context=tmp_path)

    assert read.argv == [str(PYTHON), "-m", "render"]
    assert read.environment == {
        "FONTS": "Inter Display",
        "PYTHONPATH": f"{tmp_path}/layers/studio/python:{tmp_path}/render_container",
    }
