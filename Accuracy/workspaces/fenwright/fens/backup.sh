#!/bin/sh
rclone copy $HOME/fens/var board:fens/var
