"""The demo brand 锦绣: its stores, people and goods, and a year of trade made through the use cases.

``plan`` decides everything that happens, purely and from a fixed seed; ``filling`` does it, each
deed under a request id that follows from the plan, so that a run that was killed goes on where it
stopped and a second run finds nothing left to do.
"""
