"""Settings by stage: `base` is what all share, `development`, `production` and `test` differ in little."""
