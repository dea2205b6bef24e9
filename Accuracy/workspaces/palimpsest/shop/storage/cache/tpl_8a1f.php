<?php /* compiled from home.tpl */ echo "<h1>Pivovar</h1>";
