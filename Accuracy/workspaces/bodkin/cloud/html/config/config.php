<?php
$CONFIG = array (
  'instanceid' => 'ocje2uubjjrj',
  'passwordsalt' => 'pNv4XGLW9mtUvince2gX4v86wKdknn',
  'secret' => 'YYkTFeLRvSN7GKf9nwthkBF6rK58kGpa9gx7B8GfeJBp4bAL',
  'trusted_domains' => array (0 => 'cloud.bodkin.family'),
  'datadirectory' => '/var/www/html/data',
  'dbtype' => 'mysql',
  'dbhost' => 'cloud-db',
  'dbpassword' => '7DnnNTyPvnzbtYTX3jGig2iHRcxPnN',
  'memcache.locking' => '\\OC\\Memcache\\Redis',
  'redis' => array ('host' => 'cloud-redis', 'port' => 6379),
  'version' => '30.0.2.2',
);
