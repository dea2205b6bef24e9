"""Reads the shore's papers, writes the Friday letter."""
