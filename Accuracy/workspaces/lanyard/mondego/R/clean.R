library(data.table)
flags <- fread('data/flags.csv')
raw <- fread('~/field/raw/all.csv.gz')
out <- raw[!flags, on = .(gauge, t >= from, t <= to)]
