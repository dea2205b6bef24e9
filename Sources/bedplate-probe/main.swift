import Glibc
import Places
import Vocabulary

// Walks, digests and reads headers where it is put: inside a container, on another host.
exit(Probe(Array(CommandLine.arguments.dropFirst())).run())
