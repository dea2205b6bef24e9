import Glibc
import Places
import Vocabulary

// Walks, digests and reads headers where it is put: inside a container, on another host.
exit(Probe(Surroundings.arguments).run())
