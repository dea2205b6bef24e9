module skerry.example/keeper

go 1.23

require go.etcd.io/bbolt v1.3.11
