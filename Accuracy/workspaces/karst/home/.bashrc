export EDITOR=vi
alias survey='aichat --role caver'
