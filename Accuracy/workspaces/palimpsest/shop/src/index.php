<?php
require __DIR__ . "/lib/bootstrap.php";
$db = new mysqli(getenv("DB_HOST"), getenv("DB_USER"), getenv("DB_PASSWORD"), getenv("DB_NAME"));
$cache = new Memcached();
[$h, $p] = explode(":", getenv("MEMCACHED"));
$cache->addServer($h, (int) $p);
route($_SERVER["REQUEST_URI"]);
