<?php class TarifSeeder {}
