"""Stories in a real browser, against the server as it is run."""
