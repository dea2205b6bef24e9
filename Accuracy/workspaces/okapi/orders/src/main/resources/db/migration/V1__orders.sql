create table orders (id bigserial primary key, guest text not null);
