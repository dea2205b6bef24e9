\c greenhouse
CREATE TABLE IF NOT EXISTS reading (at timestamptz NOT NULL DEFAULT now(), bed text NOT NULL, kind text NOT NULL, value real NOT NULL);
CREATE TABLE IF NOT EXISTS decision (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), bed text, action text, reason text);
GRANT ALL ON ALL TABLES IN SCHEMA public TO n8n;
