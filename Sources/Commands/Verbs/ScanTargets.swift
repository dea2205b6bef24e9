import Console
import Distance
import Places
import Vocabulary

/// What a scan was asked to look at: roots here, and hosts with the paths there.
struct ScanTargets {
    /// A host with what is to be looked at there.
    struct Host: Sendable {
        let destination: Destination
        /// Paths as they were given; an empty one stands for the whole host.
        var paths: Set<String>

        /// Its id as a place.
        var id: String { "ssh:" + destination.text }

        /// Whether all of the host is to be looked at.
        var isWhole: Bool { paths.contains("") }

        /// The roots as a scope names them: a path that starts at the login's home with `~`, and
        /// nothing for a whole host.
        var scope: [String] {
            isWhole
                ? ["\(id):"] : paths.map { "\(id):\(PathBytes(Self.shown($0)).normalised.text)" }
        }

        private static func shown(_ path: String) -> String {
            path.hasPrefix("/") || path.hasPrefix("~") ? path : "~/" + path
        }

        /// Absolute roots, none within another.
        func roots(home: PathBytes) -> [PathBytes] {
            let all = Set(
                paths.map { path in
                    if path.hasPrefix("/") { return PathBytes(path).normalised }
                    let below =
                        path == "~" ? "" : path.hasPrefix("~/") ? path.dropFirst(2) : path[...]
                    return home.appending(String(below)).normalised
                })
            return all.sorted().filter { root in
                !all.contains { $0 != root && root.isWithin($0) }
            }
        }
    }

    /// Operands that name no host.
    var local: [String] = []
    /// Whether all of this machine is to be looked at: `local:`.
    private(set) var isWholeHere = false
    private var byName: [String: Host] = [:]
    /// Hosts, sorted by name.
    var hosts: [Host] { byName.values.sorted { $0.destination < $1.destination } }

    /// Reads operands, `--host` and `--hosts`.
    init(_ session: Session) throws(Failure) {
        for operand in session.asked.operands {
            if !(try add(remote: operand)) { local.append(operand) }
        }
        for text in session.asked.values("host") { try add(home: text) }
        guard let file = session.asked.value("hosts") else { return }
        for line in try Self.lines(session.absolute(file)) {
            if Destination(line) == nil, try add(remote: line) { continue }
            try add(home: line)
        }
    }

    private static func lines(_ file: PathBytes) throws(Failure) -> [String] {
        let bytes: [UInt8]?
        do { bytes = try PersonalFiles.read(file, limit: 1 << 20) } catch {
            throw Failure(.noInput, "could not read \(file.text): \(error.message)")
        }
        guard let bytes else { throw Failure(.noInput, "there is nothing at \(file.text)") }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.compactMap { line in
            let word = line.prefix { $0 != "#" }.filter { $0 != " " && $0 != "\t" }
            return word.isEmpty ? nil : String(word)
        }
    }

    private mutating func add(home text: String) throws(Failure) {
        guard text != Identifiers.local else {
            isWholeHere = true
            return
        }
        guard let destination = Destination(text) else {
            throw Failure(.usage, "\(text) names no host")
        }
        add(destination, "")
    }

    private mutating func add(_ destination: Destination, _ path: String) {
        byName[destination.text, default: Host(destination: destination, paths: [])].paths.insert(
            path)
    }

    /// Adds `DEST:PATH`; false for a path of this machine. `local:PATH` is one, and so is whatever
    /// has a `/` before its first colon.
    private mutating func add(remote text: String) throws(Failure) -> Bool {
        guard let colon = Self.colon(in: text) else { return false }
        let name = String(text[..<colon])
        let path = String(text[text.index(after: colon)...])
        guard name != Identifiers.local else {
            if path.isEmpty { isWholeHere = true } else { local.append(path) }
            return true
        }
        guard let destination = Destination(name) else {
            throw Failure(
                .usage, "\(name) names no host", hint: "write ./\(text) for a path of this machine")
        }
        add(destination, path)
        return true
    }

    /// The colon between host and path: behind the brackets of an address and behind a port.
    private static func colon(in text: String) -> String.Index? {
        var from = text.startIndex
        if let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"),
            text[..<open].allSatisfy({ $0 != "/" && $0 != ":" })
        {
            from = close
        }
        guard let colon = text[from...].firstIndex(of: ":"), !text[..<colon].contains("/") else {
            return nil
        }
        let behind = text[text.index(after: colon)...]
        let digits = behind.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, digits.endIndex < behind.endIndex, behind[digits.endIndex] == ":" {
            return digits.endIndex
        }
        return colon
    }
}
