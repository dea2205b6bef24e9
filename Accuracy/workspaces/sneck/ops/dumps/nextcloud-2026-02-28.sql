-- MariaDB dump 10.19  Distrib 11.4.5-MariaDB
INSERT INTO `oc_users` VALUES ('elspeth','Elspeth','3|$argon2id$v=19$m=65536,t=4,p=1$D6qwPxY6iUzaenewpWTeKW$ezt3dh5aOf9FJK0MijNjyeHDvyWaID1QwrnB2p9UWwR','elspeth');
