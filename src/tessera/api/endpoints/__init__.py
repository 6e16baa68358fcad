"""The endpoints: each makes one call to a room and answers."""
