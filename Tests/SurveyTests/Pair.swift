import Places
import Vocabulary

/// Two services of a compose file and a container that somebody started by hand, as Docker 20.10
/// told of them when they ran; the files were run as project `pair` from a folder called `stack`.
enum Pair {
    static let compose = """
        services:
          store:
            image: box:1
            restart: unless-stopped
            environment: {STORE_PASSWORD: ordinary-words-here}
            volumes: ["kept:/data"]
          app:
            image: box:1
            depends_on: [store]
            ports: ["127.0.0.1:18080:8080"]
        volumes: {kept: {}}
        """

    static let made = String(repeating: "3e", count: 32)
    static let app = String(repeating: "6d", count: 32)
    static let store = String(repeating: "dc", count: 32)
    static let stray = String(repeating: "27", count: 32)
    static let image = "sha256:" + String(repeating: "4c", count: 32)

    private static func container(
        _ id: String, _ name: String, _ parts: String, environment: String, address: String = "",
        labels: String = "{}"
    ) -> String {
        """
        {"Id": "\(id)", "Name": "/\(name)", "Image": "\(image)", "State": {"Status": "running"},
         "HostConfig": {"NetworkMode": "x", "RestartPolicy": {"Name": ""}}, \(parts),
         "Config": {"Image": "box:1", "Env": [\(environment)], "Cmd": ["/bin/sh"],
           "Labels": \(labels)},
         "NetworkSettings": {"Ports": {}, "Networks": {"pair_default": {"Aliases": ["\(name)"],
           "IPAddress": "\(address)"}}}}
        """
    }

    static func labels(_ service: String, folder: String) -> String {
        """
        {"com.docker.compose.project": "pair", "com.docker.compose.service": "\(service)",
         "com.docker.compose.project.config_files": "compose.yaml",
         "com.docker.compose.project.working_dir": "\(folder)"}
        """
    }

    /// A place where they run, and the processes and sockets of the two.
    static func place(compose: String = compose) throws -> AnsweringPlace {
        var place = try AnsweringPlace(["stack/compose.yaml": compose])
        let folder = place.folder.appending("stack").text
        let kept = """
            "Mounts": [{"Type": "volume", "Name": "pair_kept", "Source": "/v/pair_kept/_data",
              "Destination": "/data", "RW": true}]
            """
        let scratch = """
            "Mounts": [{"Type": "volume", "Name": "\(made)", "Source": "/v/\(made)/_data",
              "Destination": "/scratch", "RW": true}]
            """
        let containers = [
            container(
                app, "pair_app_1", scratch, environment: "", address: "172.18.0.3",
                labels: labels("app", folder: folder)),
            container(
                store, "pair_store_1", kept, environment: "\"STORE_PASSWORD=ordinary-words-here\"",
                address: "172.18.0.2", labels: labels("store", folder: folder)),
            container(
                stray, "stray-one", "\"Mounts\": []", environment: "\"API_TOKEN=ordinary-words\""),
        ]
        place.texts["/run/docker.pid"] = "7"
        place.answers = [
            "docker --version": "Docker",
            "docker version": #"{"Client": {}, "Server": {"Version": "20.10.24"}}"#,
            "docker ps": [app, store, stray].joined(separator: "\n"),
            "docker container inspect": "[\(containers.joined(separator: ","))]",
            "docker volume ls": "pair_kept\nold_notes\n",
            "docker volume inspect": """
            [{"Name": "pair_kept", "Mountpoint": "/v/pair_kept/_data", "Driver": "local"},
             {"Name": "old_notes", "Mountpoint": "/v/old_notes/_data", "Driver": "local"}]
            """,
            "docker image inspect": #"[{"Id": "\#(image)", "Config": {"Env": ["PATH=/bin"]}}]"#,
            "docker diff": "",
            "docker diff \(app)":
                "A /scratch\nA /var\nA /var/outbox\nA /var/outbox/a.json\nA /tmp/y\n",
        ]
        place.seen = processes()
        return place
    }

    /// The application holds a connection to the store, each in its own network namespace.
    static func processes() -> ProcessFiles {
        var files = ProcessFiles()
        files.ownNetwork = "net:[1]"
        files.processes = [
            process(10, "busybox", group: "/docker/\(store)", network: "net:[2]", socket: 500),
            process(20, "busybox", group: "/docker/\(app)", network: "net:[3]", socket: 600),
        ]
        files.networks = [
            ProcessFiles.Network(
                namespace: "net:[2]",
                tables: ["tcp": table("00000000:1B58 00000000:0000 0A", inode: 500)]),
            ProcessFiles.Network(
                namespace: "net:[3]",
                tables: ["tcp": table("030012AC:8CD7 020012AC:1B58 01", inode: 600)]),
        ]
        return files
    }

    static func process(
        _ id: Int, _ name: String, group: String, network: String, socket: Int
    ) -> ProcessFiles.Process {
        var process = ProcessFiles.Process(id: id)
        process.status = Array("Name:\t\(name)\nPPid:\t1\nUid:\t0\t0\nVmSize:\t1 kB\n".utf8)
        process.arguments = Array("/bin/\(name)\0".utf8)
        process.cgroup = Array("0::\(group)\n".utf8)
        process.program = PathBytes("/bin/\(name)")
        process.network = network
        process.open = [PathBytes("socket:[\(socket)]")]
        process.environment = []
        return process
    }

    static func table(_ ends: String, inode: Int) -> [UInt8] {
        Array("  sl  local_address\n   0: \(ends) 0:0 00:0 0 0 0 \(inode) 1 0\n".utf8)
    }
}

extension AnsweringPlace {
    /// Takes the command line away and has the socket say what it said (Docker Engine API v1.41).
    mutating func answerBySocket() {
        func url(_ path: String) -> String {
            "curl --silent --fail --max-time 30 --unix-socket /run/docker.sock http://localhost"
                + path
        }
        let containers = answers["docker container inspect"] ?? ""
        let volumes = answers["docker volume inspect"] ?? ""
        let images = answers["docker image inspect"] ?? ""
        let ids = [Pair.app, Pair.store, Pair.stray]
        answers = answers.filter { !$0.key.hasPrefix("docker") }
        answers[url("/version")] = #"{"ApiVersion": "1.41"}"#
        answers[url("/containers/json")] =
            "[" + ids.map { #"{"Id": "\#($0)"}"# }.joined(separator: ",") + "]"
        // The test's answer about the first holds all three.
        for id in ids { answers[url("/containers/\(id)/json")] = id == ids[0] ? containers : "[]" }
        for id in ids { answers[url("/containers/\(id)/changes")] = "null" }
        answers[url("/containers/\(Pair.app)/changes")] = """
            [{"Path": "/var", "Kind": 0}, {"Path": "/var/outbox", "Kind": 1},
             {"Path": "/var/outbox/a.json", "Kind": 1}]
            """
        answers[url("/volumes")] = #"{"Volumes": \#(volumes)}"#
        answers[url("/images/")] = images
    }
}
