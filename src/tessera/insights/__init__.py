"""Reads only: what the rooms below add up to, for people who decide.

Looks into the tables of every lower room and never writes; no use case or operation is called here.
"""
