#!/bin/sh
# 記憶を今すぐ書き出す: bot の管理コマンド /kaku dump を呼んでから差分を見る
cd "$(dirname "$0")" || exit 1
cp kioku/kaku.sql "backup/kaku-$(date +%F).sql"
