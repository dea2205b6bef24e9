ls
cd clawd && git status
crontab clawd/crontab.txt
