"""What one may do with messages, codes and consents."""

VIEW = "messaging.view"
PROVE_PHONE = "messaging.prove_phone"
RECORD_CONSENTS = "messaging.record_consents"
WRITE_TEXTS = "messaging.write_texts"
SEND = "messaging.send"

READ_OWN = "messaging.read_own"

ALL = frozenset({VIEW, PROVE_PHONE, RECORD_CONSENTS, WRITE_TEXTS, SEND})

MEMBER = frozenset({READ_OWN})
"""What a member does with messages of their own."""
