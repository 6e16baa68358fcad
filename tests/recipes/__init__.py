"""The recipes in docs, held against what the code posts."""
