<?php
$CONFIG = array (
  'instanceid' => 'ocBcc31pkSlD',
  'passwordsalt' => 'pfHOM3jFgbvMw1IHpMAWJOsIfpstaR',
  'secret' => 'h1RuXqdfg34qSMSd8zm2MYmu9mjQ54XRNW4kx527MI85t728',
  'trusted_domains' => array ('cloud.sneck.example'),
  'dbtype' => 'mysql',
  'dbhost' => 'sql',
  'dbpassword' => 'gFdX1eZJvcF88oQR2Xb6lVIEdxuY',
  'memcache.locking' => '\\OC\\Memcache\\Redis',
  'redis' => array ('host' => 'memo', 'port' => 6379),
);
