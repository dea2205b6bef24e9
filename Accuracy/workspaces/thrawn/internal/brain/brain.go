package brain

import (
	"encoding/binary"
	"os"

	"github.com/BurntSushi/toml"
	"github.com/flosch/pongo2/v6"
)

type Conf struct {
	Endpoint, Model, KeyFile string
	Manner                   struct{ Text string }
	Mail                     struct{ Host, User, Pass string }
}

func Open(path string) (*Brain, error) {
	var c Conf
	if _, err := toml.DecodeFile(path, &c); err != nil {
		return nil, err
	}
	t := pongo2.Must(pongo2.FromFile("share/turn.html.j2"))
	return &Brain{Conf: c, tmpl: t, cursor: readCursor()}, nil
}

// the IMAP UID we answered last; eight bytes, little endian
func readCursor() uint64 {
	b, err := os.ReadFile("share/.uid")
	if err != nil || len(b) != 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}
