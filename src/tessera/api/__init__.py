"""The JSON API that tills and partners speak. Decides nothing itself."""
