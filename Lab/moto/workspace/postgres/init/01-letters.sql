create table letters (
    id integer primary key,
    sender text not null,
    subject text not null,
    body text not null,
    received timestamptz not null
);
create table rooms (name text primary key, degrees numeric(4, 1) not null);

insert into rooms values ('kitchen', 20.5), ('under the stairs', 17.0), ('attic', 14.5);

insert into letters
select n,
    (array['lena', 'ebbe', 'henrik', 'school', 'harbour'])[1 + n % 5],
    'letter ' || n,
    repeat(md5(n::text), 1 + n % 40),
    timestamptz '2026-01-01 06:00+00' + n * interval '37 minutes'
from generate_series(1, 5000) as n;

create index letters_by_sender on letters (sender, received);
