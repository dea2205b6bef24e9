journalctl -u jackdaw -f
sudo systemctl restart jackdaw
sqlite3 /opt/jackdaw/data/jackdaw.db "select count(*) from messages"
nano /opt/jackdaw/persona/ton.md
