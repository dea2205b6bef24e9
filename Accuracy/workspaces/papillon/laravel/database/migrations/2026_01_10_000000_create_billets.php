<?php return new class {};
