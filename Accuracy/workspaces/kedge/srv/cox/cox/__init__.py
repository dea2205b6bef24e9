"""Cox keeps the rooms of the rowing club."""
__version__ = "0.9.2"
