"""Watches /srv/scans, reads the text of each letter and publishes it on almoner.letters."""
