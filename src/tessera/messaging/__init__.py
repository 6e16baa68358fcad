"""What the brand says to people, and what people allowed it to say.

Owns the outbox with its channels, one-time codes that prove a phone, and consents with their
texts. It never decides whom to write to, and a code's request never tells who is a member.
"""
