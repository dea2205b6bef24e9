fetch("/turn");
