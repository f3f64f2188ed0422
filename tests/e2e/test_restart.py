"""What `make up` served yesterday it serves today."""

from local.ground import ROOT, Ground
from local.local_cloud import LocalCloud
from local.web_adapter import free_port
from tests.e2e.conftest import Customer, calling, eventually, session


def test_jobs_and_keys_survive_a_restart_and_what_it_cut_off_costs_nothing(tmp_path):
    ground = Ground(ROOT, tmp_path, free_port(), free_port(), persistent=True)
    with LocalCloud.running(ground) as first, calling(first.base_url, first.keys.test) as http:
        customer = Customer(first, http)
        keys = first.keys
        before = customer.order("Recursion")
        customer.outcome(before)
        cut_off = customer.order("Recursion")
        eventually(lambda: None if customer.job(cut_off)["status"] == "pending" else True)

    with LocalCloud.running(ground) as second, calling(second.base_url, keys.test) as http:
        customer = Customer(second, http)
        assert second.keys == keys
        with session(second) as owner:
            assert owner.get("/jobs").status_code == 200
        assert [job["id"] for job in customer.http.get("/jobs").json()] == [cut_off, before]
        ended = customer.outcome(cut_off)
        assert (ended["status"], ended["credits"]) == ("failed", {"held": 0, "charged": 0})
        after = customer.order("Recursion")
        eventually(lambda: None if customer.job(after)["status"] == "pending" else True, seconds=30)
        assert customer.job(before)["status"] == "completed"
