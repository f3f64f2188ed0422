"""What an operator asks of Amazon SES once: a verified sender, and leave to write to anybody."""

from local.ground import Ground
from local.stack import Stack


def verify(ground: Ground, stack: Stack) -> None:
    client = ground.client("sesv2")
    client.put_account_details(
        MailType="TRANSACTIONAL",
        WebsiteURL=ground.gateway,
        ProductionAccessEnabled=True,
    )
    address = stack.template.parameters.get("EmailFrom", "")
    known = client.list_email_identities()["EmailIdentities"]
    if address and address not in {identity["IdentityName"] for identity in known}:
        client.create_email_identity(EmailIdentity=address)
