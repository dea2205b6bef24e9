"""Encrypts IBANs with FIELD_KEY before they reach the database."""
import os
from cryptography.fernet import Fernet
box = Fernet(os.environ["FIELD_KEY"])
