import Commands
import Glibc

let status = Entry.run(Array(CommandLine.arguments.dropFirst()))
// A stopped scan may have left threads alone: nothing is torn down under them.
if status == 130 { _exit(status) }
exit(status)
