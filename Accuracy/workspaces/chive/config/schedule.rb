every :day, at: "6am" do
  command "claude -p 'Look at the board and tell Bea which bunches are ready today'"
end
