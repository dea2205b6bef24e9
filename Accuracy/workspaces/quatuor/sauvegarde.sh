#!/bin/bash
tar czf /mnt/disque/quatuor-$(date +%F).tgz etat memoire livrables portique/decisions.jsonl
