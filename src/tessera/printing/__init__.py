"""Printers of tills: which way each till prints, and papers on their way to cloud printers.

I own the settings, the pairing with agents, and the outbox of papers. What stands on a paper is said by
the surface that asks; what runs on a till's PC is ``agent``, which I never call.
"""
