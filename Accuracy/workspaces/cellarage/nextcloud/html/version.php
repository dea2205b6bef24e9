<?php
$OC_Version = array(30,0,6,2);
$OC_VersionString = '30.0.6';
$OC_Channel = 'stable';
$vendor = 'nextcloud';
