<?php
$CONFIG = [
  'preview_imaginary_url' => 'http://imaginary:9000',
  'enabledPreviewProviders' => ['OC\\Preview\\Imaginary', 'OC\\Preview\\MP3', 'OC\\Preview\\TXT', 'OC\\Preview\\MarkDown'],
  'default_phone_region' => 'GB',
  'maintenance_window_start' => 1,
  'files_antivirus' => ['av_mode' => 'daemon', 'av_host' => 'clamav', 'av_port' => 3310],
];
