docker run -d --name letta -p 8283:8283 -v ~/uhrwerk/letta/pgdata:/var/lib/postgresql/data letta/letta:0.8.8
