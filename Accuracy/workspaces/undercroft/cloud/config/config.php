<?php
$CONFIG = array (
  'instanceid' => 'oc402e8d7d55',
  'passwordsalt' => 'DYEAMdrQPJk2PxTgFoJY6h4CHIBlAA',
  'secret' => 'uW2YevKHqdtKaXl7BRYGBAbj5O1zwNyv1n-KihBcg8WVLKV2',
  'trusted_domains' => array (0 => 'cloud.undercroft.example'),
  'dbtype' => 'pgsql',
  'dbpassword' => 'Trl8dNrVIpus6NjQExha_6bT',
);
