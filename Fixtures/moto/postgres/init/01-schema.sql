create table if not exists letter (
    id bigserial primary key,
    received timestamptz not null default now(),
    sender text not null,
    body text not null
);
create table if not exists appointment (id bigserial primary key, at timestamptz not null, what text not null);
create index if not exists letter_received on letter (received);
