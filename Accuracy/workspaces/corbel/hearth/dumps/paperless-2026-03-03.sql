--
-- PostgreSQL database dump
--
-- Dumped from database version 16.6
COPY public.documents_document (id, title, created) FROM stdin;
2208	2026-02-20 Stadtwerke - Abrechnung	2026-02-20 00:00:00+00
2210	2026-02-26 MELAG - Wartung Autoklav	2026-02-26 00:00:00+00
\.
