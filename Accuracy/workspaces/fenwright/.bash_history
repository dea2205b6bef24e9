cd fens
./fens/dredge.py --dry
sudo systemctl restart wg-quick@wg0
