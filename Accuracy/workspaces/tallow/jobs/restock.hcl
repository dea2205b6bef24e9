job "restock" {
  type = "batch"
  periodic { cron = "0 7 * * *" }
  group "g" { task "t" { driver = "exec"  config { command = "/srv/chandler/restock.sh" } } }
}
