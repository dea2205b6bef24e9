import Formats
import Testing

@Suite struct EngineTests {
    /// What Docker 20.10 answered, cut to what is read, and Podman 4.3 where it differs.
    static let docker = """
        [{"Id": "6d9e19ecdd37ca88e67c2a0e1e752bfc1c3c5030ec049b2b399afaf7eadd11be",
          "Name": "/pair_app_1",
          "Image": "sha256:4c570e6b9262ec4ab2598156f643be05d13e87b49ad642c23a7fe10dcbd3cf16",
          "State": {"Status": "running", "Pid": 8459, "Health": {"Status": "healthy"}},
          "HostConfig": {"NetworkMode": "pair_default", "AutoRemove": false,
            "RestartPolicy": {"Name": "", "MaximumRetryCount": 0}},
          "Mounts": [{"Type": "bind", "Source": "/srv/stack/conf", "Destination": "/conf",
            "Mode": "ro", "RW": false, "Propagation": "rprivate"}],
          "Config": {"Env": ["STORE_ADDRESS=store:7000", "STORE_WORD=one=two"],
            "Cmd": ["/bin/sh", "-c", "httpd -p 8080"], "Entrypoint": null, "Image": "box:1",
            "WorkingDir": "", "User": "", "ExposedPorts": {"8080/tcp": {}, "9000/udp": {}},
            "Healthcheck": {"Test": ["CMD", "wget", "http://127.0.0.1:8080/"],
              "Interval": 5000000000},
            "Labels": {"com.docker.compose.oneoff": "False", "com.docker.compose.project": "pair",
              "com.docker.compose.project.config_files": "docker-compose.yml",
              "com.docker.compose.project.working_dir": "/srv/stack",
              "com.docker.compose.service": "app"}},
          "NetworkSettings": {
            "Ports": {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "18080"}]},
            "Networks": {"pair_default": {"Aliases": ["6d9e19ecdd37", "app"],
              "IPAddress": "172.18.0.3", "GlobalIPv6Address": ""}}}}]
        """

    static let podman = """
        [{"Id": "676ea39869cbc70c1b7b0074224f304d3aefb57c4b8303b3694106750291d16d",
          "State": {"Status": "exited", "Pid": 0, "Health": {"Status": "", "Log": null}},
          "Image": "87b29032dcc8f4a9d4e7280037e933e632737a27953c41037da18a79a421c3b2",
          "ImageName": "localhost/box:1", "Name": "pm-one",
          "Mounts": [{"Type": "volume", "Source": "/srv/volumes/kept/_data", "Destination": "/data",
            "Name": "kept", "Driver": "local", "Options": ["nosuid", "rbind"], "RW": true}],
          "NetworkSettings": {"IPAddress": "", "Ports": {}},
          "Config": {"Env": ["TERM=xterm", "PM_TOKEN=x"], "Cmd": ["/bin/sleep"],
            "Image": "localhost/box:1", "Entrypoint": "", "Labels": null},
          "HostConfig": {"RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3},
            "Tmpfs": {"/cache": "rw,nosuid"}}}]
        """

    private func container(_ text: String) throws -> EngineContainer {
        try #require(EngineContainer.read(JSONDocument.read(Array(text.utf8))).first)
    }

    @Test func `a container tells its names, and of its variables only theirs`() throws {
        let app = try container(Self.docker)
        #expect(app.name == "pair_app_1")
        #expect(app.environment == ["STORE_ADDRESS", "STORE_WORD"])
        #expect(app.composeProject == "pair" && app.composeService == "app")
        #expect(app.composeFolder == "/srv/stack" && app.composeFiles == ["docker-compose.yml"])
        #expect(!app.isOneOff)
        #expect(app.networks.map(\.aliases) == [["app"]])
        #expect(app.networks.flatMap(\.addresses) == ["172.18.0.3"])
    }

    @Test func `a port is published once and an exposed one has no host`() throws {
        let app = try container(Self.docker)
        #expect(app.ports.map(\.container) == [8080, 9000])
        #expect(app.ports.map(\.host) == [18080, nil])
        #expect(app.ports.first?.address == "127.0.0.1")
        #expect(app.ports.last?.protocolName == "udp")
    }

    @Test func `how it runs is told in seconds and in the engine's words`() throws {
        let app = try container(Self.docker)
        #expect(app.isRunning && app.process == 8459)
        #expect(app.restart == "no")
        #expect(app.healthStatus == "healthy" && app.health?.intervalSeconds == 5)
        #expect(app.mounts.map(\.isReadOnly) == [true])
    }

    @Test func `Podman's way of saying it means the same`() throws {
        let one = try container(Self.podman)
        #expect(one.imageID.hasPrefix("sha256:87b29032"))
        #expect(one.healthStatus == nil && one.health == nil)
        #expect(one.process == nil && !one.isRunning)
        #expect(one.restart == "on-failure:3")
        #expect(one.entrypoint.isEmpty)
        #expect(one.memory == ["/cache"])
        #expect(one.mounts.first?.name == "kept")
    }

    @Test
    func `what keeps a pod together is known by mark and by image, and who shares its network`()
        throws
    {
        func container(_ parts: String) throws -> EngineContainer {
            let text = #"{"Id": "ab", "Name": "one", \#(parts)}"#
            return try #require(
                EngineContainer.read(try JSONDocument.read(Array(text.utf8))).first)
        }
        #expect(try container(#""IsInfra": true"#).isInfra)
        #expect(
            try container(#""Config": {"Image": "localhost/podman-pause:4.3.1-0"}"#).isInfra)
        let member = try container(#""HostConfig": {"NetworkMode": "container:cd"}"#)
        #expect(!member.isInfra && member.networkOf == "cd")
        #expect(try container(#""HostConfig": {"NetworkMode": "host"}"#).networkOf == nil)
    }

    @Test func `empty volumes are told by Docker's JSON and by Podman's table`() {
        let json = #"{"Volumes": [{"Name": "a", "Size": "0B"}, {"Name": "b", "Size": "3B"}]}"#
        #expect(VolumeSizes.empty(Array(json.utf8)) == ["a"])
        let table = """
            Images space usage:

            REPOSITORY  TAG  IMAGE ID  SIZE
            box         1    0B        0B

            Local Volumes space usage:

            VOLUME NAME  LINKS  SIZE
            full         1      3B
            empty        0      0B

            """
        #expect(VolumeSizes.empty(Array(table.utf8)) == ["empty"])
        #expect(VolumeSizes.empty(Array("nothing".utf8)).isEmpty)
    }

    @Test func `what lies in a mount was not written in the layer`() {
        let answer = "A /scratch\nA /var\nA /var/outbox\nA /var/outbox/a.json\nC /etc\nA /conf\n"
        let changes = EngineChange.read(Array(answer.utf8))
        #expect(changes.count == 6)
        let kept = EngineChange.kept(changes, mounts: ["/scratch", "/conf"])
        #expect(kept == [EngineChange(.added, "/var/outbox/a.json")])
    }

    @Test func `an image is pinned by its registry's digest where it has one`() throws {
        let text = """
            [{"Id": "sha256:aa", "RepoDigests": ["mirror/x@sha256:bb", "redis@sha256:cc"],
              "Config": {"Env": ["PATH=/bin"]}}, {"Id": "dd", "RepoDigests": []}]
            """
        let images = EngineImage.read(try JSONDocument.read(Array(text.utf8)))
        #expect(images[0].digest(named: "redis:7") == "sha256:cc")
        #expect(images[1].digest(named: "box:1") == "sha256:dd")
        #expect(images[0].digest(named: "") == "sha256:bb")
    }

    @Test func `a volume that nobody named is known by its made-up name`() {
        #expect(EngineVolume.isMadeUp(String(repeating: "a1", count: 32)))
        #expect(!EngineVolume.isMadeUp("pair_kept"))
        #expect(!EngineVolume.isMadeUp(String(repeating: "A1", count: 32)))
    }
}
