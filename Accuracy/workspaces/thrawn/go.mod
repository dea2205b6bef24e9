module git.corrie.example/eilidh/thrawn

go 1.24

require (
	github.com/BurntSushi/toml v1.4.0
	github.com/mattn/go-sqlite3 v1.14.24
	github.com/flosch/pongo2/v6 v6.0.0
)
