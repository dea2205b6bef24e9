alter table lots add column embedding vector(1536);
create index on lots using hnsw (embedding vector_cosine_ops);
