"""An account with a key of each kind, its owner signed in, and somebody who is nobody yet."""

from starlette.testclient import TestClient

from studio.http import create_app
from tests.house import House

KEYS = "/api/v1/account/api-keys"


class Access(House):
    def __init__(self):
        super().__init__()
        self.opened = self.create_account("ci", email="ci@example.com", requests_a_minute=20)
        self.http = TestClient(create_app(self.engine), raise_server_exceptions=False)
        self.session = self.client(self.sign_ins.token_of(self.people.added["ci@example.com"]))
        self.live = self.client(self.opened.live)

    def ask(self, authorization=None, path="/api/v1/jobs", method="GET"):
        headers = {} if authorization is None else {"Authorization": authorization}
        return self.http.request(method, path, headers=headers)

    def change(self, **changes):
        account = self.accounts.account(self.opened.account_id)
        self.accounts.save(account.changed(**changes))

    def made(self, **fields):
        answer = self.session.post(KEYS, json={"name": "ci", **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()
