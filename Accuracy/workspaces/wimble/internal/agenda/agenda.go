package agenda

import "github.com/BurntSushi/toml"

type Job struct {
	Name, Cron, Brief string
	Model             string
}

func Read(path string) ([]Job, error) {
	var f struct{ Job []Job }
	_, err := toml.DecodeFile(path, &f)
	return f.Job, err
}
