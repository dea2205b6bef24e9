module fetcher

go 1.23
