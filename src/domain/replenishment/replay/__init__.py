"""The policy replay: how policies would have done on the shop's own history, using only what was known each day."""
