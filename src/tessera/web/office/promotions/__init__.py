"""The editor of promotions: what it asks, what it says in words, and where a brand may begin."""
