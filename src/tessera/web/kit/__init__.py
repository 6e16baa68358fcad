"""What all surfaces share: layouts, components, formats, sign-in, and the way into a page.

Owns no data. Imports rooms' ``queries`` and ``usecases`` only.
"""
