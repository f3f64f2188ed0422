"""What every seal does: the stand-in of the unit tests, and KMS."""

import pytest

from studio.adapters.kms import KmsSeal
from studio.domain.errors import SealBroken
from tests.fakes import FakeSeal

CONTEXT = {"account": "acct_1", "endpoint": "whk_1"}


@pytest.fixture(params=["a stand-in", "kms"])
def seal(request):
    if request.param == "a stand-in":
        return FakeSeal()
    cloud = request.getfixturevalue("cloud")
    return KmsSeal(cloud.client("kms"), key=cloud.stack.physical["WebhookSecretsKey"])


def test_what_was_sealed_opens_and_cannot_be_read(seal):
    sealed = seal.close("whsec_é", context=CONTEXT)

    assert seal.open(sealed, context=CONTEXT) == "whsec_é"
    assert b"whsec" not in sealed


@pytest.mark.parametrize("other", [{"account": "acct_2"}, {"endpoint": "whk_2"}])
def test_it_opens_for_nothing_else(seal, other):
    sealed = seal.close("whsec_x", context=CONTEXT)
    with pytest.raises(SealBroken):
        seal.open(sealed, context=CONTEXT | other)


def test_what_was_never_sealed_does_not_open(seal):
    with pytest.raises(SealBroken):
        seal.open(b"never sealed", context=CONTEXT)
