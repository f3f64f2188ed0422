"""The deployed functions that the API calls, started; and the gateway in front of them, serving."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import uvicorn

from local.gateway import Api, Gateway, GatewayResponse
from local.ground import LOOPBACK, Ground
from local.lambda_runtime import FunctionCode, WarmFunction
from local.routing import Routes
from local.stack import Stack
from local.template import API, Template
from local.web_adapter import WebFunction


@contextmanager
def open_door(ground: Ground, stack: Stack) -> Iterator[None]:
    """Serve the stack's API until the end of the block."""
    with ExitStack() as stopping:
        gateway = _gateway(ground, stack, stopping)
        config = uvicorn.Config(
            gateway,
            host=LOOPBACK,
            port=ground.gateway_port,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        stopping.enter_context(_logging_to(ground))
        stopping.enter_context(_serving(uvicorn.Server(config)))
        yield


def _gateway(ground: Ground, stack: Stack, stopping: ExitStack) -> Gateway:
    routes = stack.template.routes()
    streaming = {route.function for route in routes if route.streams}
    buffered = {route.function for route in routes if not route.streams}
    functions = {name: WarmFunction(function_code(ground, stack, name)) for name in buffered}
    web_functions = {name: WebFunction(function_code(ground, stack, name)) for name in streaming}
    for function in functions.values():
        stopping.callback(function.stop)
    for web_function in web_functions.values():
        stopping.callback(web_function.stop)
    return Gateway(_api(stack.template), Routes(routes), functions, web_functions)


def _api(template: Template) -> Api:
    (properties,) = template.resources(API).values()
    responses = properties.get("GatewayResponses", {})
    return Api(
        stage=properties["StageName"],
        binary_types=frozenset(
            kind.replace("~1", "/") for kind in properties.get("BinaryMediaTypes", [])
        ),
        gateway_responses={name: _response(found) for name, found in responses.items()},
    )


def _response(found: Mapping[str, Any]) -> GatewayResponse:
    headers = found.get("ResponseParameters", {}).get("Headers", {})
    return GatewayResponse(
        template=found["ResponseTemplates"]["application/json"],
        status=found.get("StatusCode"),
        headers={name: value.strip("'") for name, value in headers.items()},
    )


def function_code(ground: Ground, stack: Stack, name: str) -> FunctionCode:
    """A function with the very settings that it was deployed with."""
    client = ground.client("lambda")
    deployed = client.get_function_configuration(FunctionName=stack.physical[name])
    code = stack.template.code(name).resolve()
    paths = ":".join(str(path) for path in (code, *stack.template.import_paths(name)))
    variables: dict[str, Any] = deployed.get("Environment", {}).get("Variables", {})
    return FunctionCode(
        name=deployed["FunctionName"],
        arn=deployed["FunctionArn"],
        handler=deployed["Handler"],
        code=code,
        environment=ground.environment()
        | _role_session(ground, deployed)
        | variables
        | {"PYTHONPATH": paths},
        memory=deployed["MemorySize"],
        timeout=deployed["Timeout"],
        log=ground.logs / f"{name}.log",
    )


def _role_session(ground: Ground, deployed: Mapping[str, Any]) -> dict[str, str]:
    """What a function signs its calls with."""
    session = ground.client("sts").assume_role(
        RoleArn=deployed["Role"], RoleSessionName=deployed["FunctionName"]
    )["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": session["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": session["SecretAccessKey"],
        "AWS_SESSION_TOKEN": session["SessionToken"],
    }


@contextmanager
def _serving(server: uvicorn.Server) -> Iterator[None]:
    thread = threading.Thread(target=server.run, name="front-door")
    thread.start()
    try:
        while not server.started and thread.is_alive():
            thread.join(0.02)
        yield
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def _logging_to(ground: Ground) -> Iterator[None]:
    handler = logging.FileHandler(ground.logs / "gateway.log")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    loggers = [logging.getLogger(name) for name in ("uvicorn", "local.gateway")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield
    finally:
        for logger in loggers:
            with suppress(ValueError):
                logger.removeHandler(handler)
        handler.close()
