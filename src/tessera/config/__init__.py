"""The top floor: settings by stage, addresses, and the one table of who listens to which event. No subject of its own."""
