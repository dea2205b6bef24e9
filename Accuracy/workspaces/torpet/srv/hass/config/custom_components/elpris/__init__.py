"""Elpris från elbörsen, skriven av Nils."""
DOMAIN = "elpris"
