"""Secrets sealed by a KMS key; who may seal, and who may open, is said in the template."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from studio.domain.errors import SealBroken

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class KmsSeal:
    def __init__(self, client: "KMSClient", *, key: str) -> None:
        self._client = client
        self._key = key

    def close(self, secret: str, *, context: Mapping[str, str]) -> bytes:
        answer = self._client.encrypt(
            KeyId=self._key, Plaintext=secret.encode(), EncryptionContext=context
        )
        return answer["CiphertextBlob"]

    def open(self, sealed: bytes, *, context: Mapping[str, str]) -> str:
        refusals = self._client.exceptions
        try:
            answer = self._client.decrypt(
                KeyId=self._key, CiphertextBlob=sealed, EncryptionContext=context
            )
        except (refusals.InvalidCiphertextException, refusals.IncorrectKeyException) as error:
            raise SealBroken from error
        return answer["Plaintext"].decode()
