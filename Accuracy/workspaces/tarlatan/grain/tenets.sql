CREATE TABLE tenet(rank INTEGER PRIMARY KEY, body TEXT NOT NULL);
INSERT INTO tenet VALUES(1,'A costume belongs to the part and not to the actor.');
INSERT INTO tenet VALUES(2,'Say the price before you say the date.');
INSERT INTO tenet VALUES(3,'What is pinned is not sewn.');
