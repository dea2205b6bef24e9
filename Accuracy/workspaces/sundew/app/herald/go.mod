module sundew.example/herald

go 1.23

require github.com/mattn/go-mastodon v0.0.9
