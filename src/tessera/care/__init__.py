"""What is said to members of what happens to them, and what colleagues should do for them.

Owns which kinds of notices the brand sends and how, and the tasks that follow up on a member. The
words leave by `messaging`; levels and rewards are `rewards`' own: care only speaks of them.
"""
