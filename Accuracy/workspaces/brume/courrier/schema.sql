create table lettres (id bigint primary key, recue timestamptz default now());
