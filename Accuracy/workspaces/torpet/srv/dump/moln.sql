--
-- PostgreSQL database dump
--
COPY public.oc_users (uid, displayname, password) FROM stdin;
elin	Elin	3|$argon2id$v=19$m=65536,t=4,p=1$ObQdCJmUMIleZUEztbYURA$nv6wFKLNwOEYwokIe31tIeHa6borxnbmusJqX+KbDWp
\.
