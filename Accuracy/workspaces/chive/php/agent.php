<?php
$system = file_get_contents(__DIR__ . '/system.md');
$history = json_decode(file_get_contents(__DIR__ . '/history.json'), true);
$r = curl_init('https://api.openai.com/v1/chat/completions');
