"""A service whose answers are written down beforehand."""

import json

import httpx

from chalkboard import ChalkboardClient

JOB = {"id": "j1", "status": "pending", "topic": "Tides"}


class Service:
    """Answers in order; an exception is raised as the network would."""

    def __init__(self):
        self.answers, self.requests = [], []

    def says(self, *answers):
        self.answers.extend(answers)
        return self

    def client(self, **options):
        transport = httpx.MockTransport(self._answer)
        return ChalkboardClient("chk_test_key", transport=transport, **options)

    def sent(self, number=-1):
        return json.loads(self.requests[number].content)

    def _answer(self, request):
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Broken(httpx.SyncByteStream):
    """Some bytes, and then the connection is gone."""

    def __init__(self, *chunks):
        self._chunks = chunks

    def __iter__(self):
        yield from self._chunks
        raise httpx.ReadError("gone")


def ok(body, status=200, **headers):
    return httpx.Response(status, json=body, headers=headers)


def refusal(status, detail="No.", **headers):
    return httpx.Response(status, json={"detail": detail}, headers=headers)


def streamed(text, status=200, headers=None):
    return httpx.Response(status, content=iter([text.encode()]), headers=headers)
