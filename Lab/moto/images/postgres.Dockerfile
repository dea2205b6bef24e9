FROM lab/services:1
ENV PGDATA=/var/lib/postgresql/data PG_VERSION=15
COPY start-postgres /usr/local/bin/start-postgres
RUN mkdir -p /docker-entrypoint-initdb.d /var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
EXPOSE 5432
ENTRYPOINT ["/usr/local/bin/start-postgres"]
