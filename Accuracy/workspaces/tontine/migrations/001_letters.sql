create table letters (id serial primary key, issued date not null, body text not null, approved_by text);
