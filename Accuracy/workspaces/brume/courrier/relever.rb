#!/usr/bin/env ruby
require "net/imap"
require "pg"
consigne = File.read(ARGV[ARGV.index("--consigne") + 1])
base = PG.connect(ENV["DSN"])
Net::IMAP.new(ENV["IMAP"]).search(["UNSEEN"]).each { |n| base.exec("insert into lettres values ($1)", [n]) }
