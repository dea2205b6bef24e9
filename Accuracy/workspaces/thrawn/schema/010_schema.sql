CREATE TABLE IF NOT EXISTS people(addr TEXT PRIMARY KEY, name TEXT, standing TEXT, handle_with TEXT);
CREATE TABLE IF NOT EXISTS letters(uid INTEGER PRIMARY KEY, addr TEXT, got TEXT, answered TEXT, body TEXT, reply TEXT);
