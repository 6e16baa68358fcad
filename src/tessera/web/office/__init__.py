"""The office: everything that is set up, looked at and decided, on a PC and on a phone.

Owns no data; each view makes one call into the rooms and renders.
"""
