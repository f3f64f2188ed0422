"""The SAM template, read: its functions, layers, routes and images."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

FUNCTION = "AWS::Serverless::Function"
LAYER = "AWS::Serverless::LayerVersion"
MACHINE = "AWS::Serverless::StateMachine"
TASK = "AWS::ECS::TaskDefinition"
API = "AWS::Serverless::Api"
INTEGRATION_MILLISECONDS = 29_000

Properties = dict[str, Any]


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, in their long JSON form."""


def _long_form(loader: Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    key = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return {key: str(text).split(".", 1) if suffix == "GetAtt" else text}
    if isinstance(node, yaml.SequenceNode):
        return {key: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {key: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", _long_form)


@dataclass(frozen=True)
class Route:
    """One Api event of a function."""

    method: str
    path: str
    function: str
    streams: bool
    seconds: float


@dataclass(frozen=True)
class Template:
    root: Path
    body: dict[str, Any]
    parameters: dict[str, str]

    def given(self, **parameters: str) -> "Template":
        """The same template with other values of some parameters."""
        return replace(self, parameters=self.parameters | parameters)

    def resources(self, kind: str) -> dict[str, Properties]:
        """The properties of every resource of a type; changing one changes the body."""
        return {
            name: resource.setdefault("Properties", {})
            for name, resource in self.body["Resources"].items()
            if resource["Type"] == kind
        }

    def function(self, name: str) -> Properties:
        """A function's properties merged with those of Globals, as SAM does it."""
        shared: Properties = self.body.get("Globals", {}).get("Function", {})
        merged: Properties = _merged(shared, self.resources(FUNCTION)[name])
        return merged

    def code(self, name: str) -> Path:
        return self.root / str(self.function(name)["CodeUri"])

    def import_paths(self, name: str) -> list[Path]:
        """The `python` folders of the layers of ours that a function uses."""
        layers = self.resources(LAYER)
        used = [layer.get("Ref") for layer in self.function(name).get("Layers", [])]
        ours = [layers[layer] for layer in used if layer in layers]
        folders = [self.root / str(layer["ContentUri"]) for layer in ours]
        return [folder / "python" for folder in folders if (folder / "python").is_dir()]

    def routes(self) -> list[Route]:
        return [
            _route(name, event["Properties"])
            for name, function in self.resources(FUNCTION).items()
            for event in function.get("Events", {}).values()
            if event["Type"] == "Api"
        ]

    def images(self) -> set[str]:
        """Every image a task definition names, its parameters filled in."""
        return {
            self._text(container["Image"])
            for task in self.resources(TASK).values()
            for container in task["ContainerDefinitions"]
        }

    def _text(self, value: Any) -> str:
        if isinstance(value, dict):
            (value,) = value.values()
            value = value if "${" in value else f"${{{value}}}"
        for name, argument in self._arguments().items():
            value = value.replace(f"${{{name}}}", argument)
        return str(value)

    def _arguments(self) -> dict[str, str]:
        declared = self.body.get("Parameters", {})
        defaults = {name: str(entry.get("Default", "")) for name, entry in declared.items()}
        return defaults | self.parameters


def _merged(shared: Any, own: Any) -> Any:
    if isinstance(shared, list) and isinstance(own, list):
        return shared + own
    if isinstance(shared, dict) and isinstance(own, dict):
        return shared | {key: _merged(shared.get(key), value) for key, value in own.items()}
    return own


def _route(function: str, event: Properties) -> Route:
    return Route(
        method=str(event["Method"]).upper(),
        path=str(event["Path"]),
        function=function,
        streams=event.get("ResponseTransferMode") == "RESPONSE_STREAM",
        seconds=event.get("TimeoutInMillis", INTEGRATION_MILLISECONDS) / 1000,
    )


def load(path: Path, parameters: dict[str, str]) -> Template:
    body = yaml.load(path.read_text(), Loader)  # noqa: S506  (a SafeLoader)
    return Template(root=path.parent, body=body, parameters=parameters)
