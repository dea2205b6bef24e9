<?php
$CONFIG = array (
  'htaccess.RewriteBase' => '/',
  'memcache.locking' => '\\OC\\Memcache\\Redis',
  'instanceid' => 'occj3asqogpo',
  'passwordsalt' => 'xWi7uM9kOTHJX37E8XAICxXWMRtYZt',
  'secret' => 'wZIeCedDAPFqlTMMoWRJ96p8RvL8PaZbmFJwjxCiFJRiHQe4',
  'trusted_domains' => array ( 0 => 'sky.brannvakt.example' ),
  'datadirectory' => '/var/www/html/data',
  'dbtype' => 'mysql',
  'version' => '30.0.6.2',
  'dbname' => 'nextcloud',
  'dbhost' => 'db',
  'dbuser' => 'nextcloud',
  'dbpassword' => 'q8S3WAKipm4bLL5oSYBHCQld',
  'installed' => true,
);
