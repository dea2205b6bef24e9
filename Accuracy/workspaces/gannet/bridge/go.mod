module gannet/bridge
go 1.23
