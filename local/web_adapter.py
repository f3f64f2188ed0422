"""Functions that are web servers, as AWS's Lambda Web Adapter runs them: streams both ways."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

import httpx

from local.events import Call, Pairs
from local.ground import LOOPBACK, leashed
from local.lambda_runtime import FunctionCode, FunctionFailed, FunctionTimedOut

START_SECONDS = 30.0
POLL_SECONDS = 0.05
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"}

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class WebFunction:
    """One web server behind one function, started again when it is gone."""

    def __init__(self, function: FunctionCode) -> None:
        self._function = function
        self._start()

    def stop(self) -> None:
        self._child.terminate()
        self._child.wait()

    async def forward(self, call: Call, receive: Receive, send: Send) -> None:
        """Pass the answer on as it comes, until either side has had enough."""
        await self._ready()
        timeout = httpx.Timeout(self._function.timeout)
        async with httpx.AsyncClient(timeout=timeout, trust_env=False) as client:
            answer = await self._answer(client, call)
            await send(_head(answer))
            reader = asyncio.ensure_future(_until_disconnected(receive))
            writer = asyncio.ensure_future(_pass_on(answer.aiter_raw(), send))
            await asyncio.wait(
                (reader, writer),
                timeout=self._function.timeout,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in (reader, writer):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await writer
            await answer.aclose()

    async def _answer(self, client: httpx.AsyncClient, call: Call) -> httpx.Response:
        try:
            return await client.send(self._request(call), stream=True)
        except httpx.TimeoutException:
            raise FunctionTimedOut(f"{self._function.name} did not answer in time.") from None
        except httpx.TransportError as error:
            raise FunctionFailed(f"{self._function.name}: {error!r}") from error

    def _request(self, call: Call) -> httpx.Request:
        query = f"?{call.query}" if call.query else ""
        url = f"http://{LOOPBACK}:{self._port}{call.path}{query}"
        headers = [*_end_to_end(call.headers), ("x-forwarded-for", call.source_ip)]
        return httpx.Request(call.method, url, headers=headers, content=call.body)

    async def _ready(self) -> None:
        """AWS's adapter, too, waits until the server accepts connections."""
        for _ in range(int(START_SECONDS / POLL_SECONDS)):
            if self._child.poll() is not None:
                self._start()
            try:
                _, writer = await asyncio.open_connection(LOOPBACK, self._port)
            except OSError:
                await asyncio.sleep(POLL_SECONDS)
            else:
                writer.close()
                return
        raise FunctionFailed(f"{self._function.name} does not listen.")

    def _start(self) -> None:
        self._port = free_port()
        code = self._function.code
        with self._function.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603
                leashed("sh", code / self._function.handler),
                env=self._function.environment
                | {"PORT": str(self._port), "LAMBDA_TASK_ROOT": str(code)},
                cwd=code,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )


def free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _head(answer: httpx.Response) -> Message:
    kept = _end_to_end(answer.headers.multi_items())
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in kept]
    return {"type": "http.response.start", "status": answer.status_code, "headers": headers}


def _end_to_end(headers: Pairs) -> Pairs:
    return [(name, value) for name, value in headers if name.lower() not in HOP_BY_HOP]


async def _pass_on(chunks: AsyncIterator[bytes], send: Send) -> None:
    async for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
