set nu et ts=4 sw=4
colorscheme desert
