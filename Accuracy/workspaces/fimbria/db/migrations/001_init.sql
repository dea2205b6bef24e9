create extension if not exists vector;
create table lots (id text primary key, house text not null, title text, hammer numeric, seen_at timestamptz default now());
create table opinions (lot_id text references lots, agent text, body text, confidence real);
