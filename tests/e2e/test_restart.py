"""What `make up` served yesterday it serves today."""

import httpx

from local.ground import ROOT, Ground
from local.local_cloud import LocalCloud
from local.web_adapter import free_port


def test_jobs_and_keys_survive_a_restart(tmp_path):
    ground = Ground(ROOT, tmp_path, free_port(), free_port(), persistent=True)
    with LocalCloud.running(ground) as first:
        keys = first.keys
        headers = {"Authorization": f"Bearer {keys.test}"}
        order = httpx.post(
            f"{first.base_url}/jobs", json={"topic": "Recursion"}, headers=headers, trust_env=False
        )
        assert order.status_code == 202

    with LocalCloud.running(ground) as second:
        assert second.keys == keys
        jobs = httpx.get(
            f"{second.base_url}/jobs", headers=headers, timeout=60, trust_env=False
        ).json()

    assert [job["id"] for job in jobs] == [order.json()["id"]]
