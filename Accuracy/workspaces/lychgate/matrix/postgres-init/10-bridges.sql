CREATE ROLE tgbridge LOGIN PASSWORD 'NjNfXKaXyZY3Or5ls21psXWw';
CREATE DATABASE mautrix_telegram OWNER tgbridge;
CREATE ROLE sigbridge LOGIN PASSWORD 'iGQtSnmjl7QZEWwvJufkn4Hd';
CREATE DATABASE mautrix_signal OWNER sigbridge;
