-- MariaDB dump 10.19-11.4.5-MariaDB, for debian-linux-gnu (x86_64)
-- Host: localhost    Database: nextcloud
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `oc_accounts`;
CREATE TABLE `oc_accounts` (`uid` varchar(64) NOT NULL DEFAULT '', `data` longtext DEFAULT '', PRIMARY KEY (`uid`)) ENGINE=InnoDB;
INSERT INTO `oc_accounts` VALUES ('marguerite','{"displayname":{"value":"Marguerite Oyelaran"},"email":{"value":"m.oyelaran@bramleyquay.example"}}'),('tobias','{"displayname":{"value":"Tobias Hext"}}');
CREATE TABLE `oc_filecache` (`fileid` bigint(20) NOT NULL AUTO_INCREMENT, `storage` bigint(20), `path` varchar(4000), PRIMARY KEY (`fileid`)) ENGINE=InnoDB;
INSERT INTO `oc_filecache` VALUES (1,1,''),(2,1,'files'),(3,1,'files/Lease 2024.pdf');
-- Dump completed on 2026-03-12  1:38:40
