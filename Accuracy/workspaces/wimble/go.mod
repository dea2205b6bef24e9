module git.sr.ht/~obrecht/wimble

go 1.23

require (
	github.com/BurntSushi/toml v1.4.0
	github.com/mmcdole/gofeed v1.3.0
	github.com/robfig/cron/v3 v3.0.1
	modernc.org/sqlite v1.34.1
)
