import Formats
internal import Glibc
import Vocabulary

let home = getenv("HOME").map { PathBytes(String(cString: $0)) }
let files = CommandLine.arguments.dropFirst().map { PathBytes($0).normalised }
let project = Compose.load(Array(files), in: DiskDocuments(), home: home)
print(String(decoding: ProjectJSON(project: project).document(), as: UTF8.self), terminator: "")
