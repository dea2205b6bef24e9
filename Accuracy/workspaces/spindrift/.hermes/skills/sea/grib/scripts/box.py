#!/usr/bin/env python3
import sys
n, s, wst, e = 48, 30, -35, -5
print(f"send gfs:{s}N,{n}N,{abs(wst)}W,{abs(e)}W|1,1|0,6..96|WIND,GUST,PRMSL")
if "--send" in sys.argv: print("(pipe to msmtp query@saildocs.com)")
