"""The keeper's bot."""
