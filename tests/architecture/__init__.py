"""Style and structure as tests."""
