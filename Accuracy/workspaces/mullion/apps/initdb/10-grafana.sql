CREATE ROLE grafana LOGIN;
CREATE DATABASE grafana OWNER grafana;
CREATE ROLE exporter LOGIN;
GRANT pg_monitor TO exporter;
