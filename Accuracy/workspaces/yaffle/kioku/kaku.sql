PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE kaku (id INTEGER PRIMARY KEY, bun TEXT NOT NULL, omosa INTEGER NOT NULL, yuukou INTEGER NOT NULL DEFAULT 1, hi TEXT);
INSERT INTO kaku VALUES(1,'柚月は2023年の秋にこの森に来た。最初に話しかけてくれたのはさばみそさん。',10,1,'2023-10-28');
INSERT INTO kaku VALUES(2,'りんちゃんの第一志望は誰にも言わない約束をした。',10,1,'2026-04-02');
INSERT INTO kaku VALUES(3,'毎月最後の金曜は読書会。次の本は『銀河鉄道の夜』。',6,1,'2026-11-01');
INSERT INTO kaku VALUES(4,'教授は「新幹線」と「特急」を混ぜられるのが嫌い。',3,1,'2025-08-19');
INSERT INTO kaku VALUES(5,'古い合言葉(廃止)',1,0,'2024-01-05');
COMMIT;
