from django.db import models


class Eleve(models.Model):
    nom = models.CharField(max_length=80)
    niveau = models.CharField(max_length=20)
