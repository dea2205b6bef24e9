package shelf

import (
	"database/sql"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

func Open(db string, sqls ...string) (*sql.DB, error) {
	d, err := sql.Open("sqlite3", db+"?_journal=WAL")
	if err != nil {
		return nil, err
	}
	for _, s := range sqls {
		b, _ := os.ReadFile(s)
		if _, err := d.Exec(string(b)); err != nil {
			return nil, err
		}
	}
	return d, nil
}
