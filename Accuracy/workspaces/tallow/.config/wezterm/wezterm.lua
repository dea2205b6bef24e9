return { font_size = 13.0 }
