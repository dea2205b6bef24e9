-- pnpm seed
CREATE TABLE IF NOT EXISTS slash(name TEXT PRIMARY KEY, instructions TEXT);
INSERT OR REPLACE INTO slash VALUES('in','Log that the swimmer went in. Wish nothing.');
INSERT OR REPLACE INTO slash VALUES('out','Log that the swimmer is out. Ask for warm hands.');
