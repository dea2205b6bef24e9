-- MariaDB dump 10.17
CREATE TABLE `wp_posts` (`ID` bigint(20) unsigned NOT NULL, `post_title` text);
INSERT INTO `wp_posts` VALUES (1,'Nova varna'),(2,'Chmel 2018');
