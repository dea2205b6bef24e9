<?php
define('OPENAI_KEY', 'sk-proj-Rb4YcPd8FgJmLs3EuIo5A1bCd2Kq9ZvXw7Tn');
