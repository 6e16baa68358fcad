"""Providers as they behave towards us, made to run here: plain WSGI callables with real signatures.

They know nothing of the house, so that they check it: each verifies and answers by its provider's
documents alone. Tests call them without a network; what they do wrong on purpose is chosen by
special inputs.
"""
