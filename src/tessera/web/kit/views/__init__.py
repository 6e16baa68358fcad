"""Pages that belong to no surface: the door, the errors, the brand's look."""
