"""The `tessera` command: the agent of a till's PC, or Django's commands of a shop."""

import sys
from importlib import import_module

AGENT = "agent"


def main() -> None:
    """Run a command.

    What it needs is imported only now: the agent must start at once where there is no shop, and a
    shop's commands need no printers.
    """
    if sys.argv[1:2] == [AGENT]:
        import_module("tessera.agent.command").main(sys.argv[2:])
    else:
        import_module("tessera.config.management").main()
