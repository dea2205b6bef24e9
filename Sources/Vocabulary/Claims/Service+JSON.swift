extension Service.Port: JSONWritable {
    /// Writes the contract's port.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("host", host)
            out.field("container", container)
            out.field("protocol", protocolName)
            out.field("address", address)
        }
    }

    init?(_ json: JSONValue) {
        guard let container = json["container"]?.integer else { return nil }
        self.init(
            host: json["host"]?.integer.map(Int.init), container: Int(container),
            protocolName: json["protocol"]?.string ?? "tcp", address: json["address"]?.string)
    }
}

extension Service.Mount: JSONWritable {
    /// Writes a mount.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("store", store)
            out.field("at", at)
            out.field("read_only", isReadOnly)
            if role != "data" { out.field("role", role) }
        }
    }

    init?(_ json: JSONValue) {
        guard let store = json["store"]?.string, let at = json["at"]?.string else { return nil }
        self.init(
            store: store, at: at, isReadOnly: json["read_only"]?.boolean ?? false,
            role: json["role"]?.string ?? "data")
    }
}

extension Service.Health: JSONWritable {
    /// Writes a health check.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("test", test)
            out.field("interval_s", intervalSeconds)
            out.field("timeout_s", timeoutSeconds)
            out.field("retries", retries)
            out.field("start_period_s", startPeriodSeconds)
        }
    }

    init(_ json: JSONValue) {
        self.init(test: json["test"]?.strings ?? [])
        intervalSeconds = json["interval_s"]?.integer.map(Int.init)
        timeoutSeconds = json["timeout_s"]?.integer.map(Int.init)
        retries = json["retries"]?.integer.map(Int.init)
        startPeriodSeconds = json["start_period_s"]?.integer.map(Int.init)
    }
}

extension Service.EnvironmentSource: JSONWritable {
    /// Writes a source of variables.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("file", path: file)
            out.field("form", form)
            out.field("names", names)
        }
    }

    init?(_ json: JSONValue) {
        guard let file = PathBytes(json, "file"), let form = json["form"]?.string else {
            return nil
        }
        self.init(file: file, form: form, names: json["names"]?.strings ?? [])
    }
}

extension Service: JSONWritable {
    /// Writes the contract's service, and the fields a plan needs beside it.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", id)
            out.field("place", place)
            out.field("kinds", kinds)
            out.field("name", name)
            out.field("image", image)
            out.field("image_digest", imageDigest)
            out.field("build", path: build)
            out.field("environment", environment)
            out.field("environment_from", environmentFrom)
            out.field("ports", ports)
            out.field("stores", stores)
            out.field("mounts", mounts)
            out.field("entrypoint", entrypoint)
            out.field("command", command)
            writeRun(to: &out)
            out.list("evidence", evidence)
        }
    }

    private func writeRun(to out: inout JSONWriter) {
        out.field("working_folder", workingFolder)
        out.field("user", user)
        out.field("networks", networks)
        out.field("aliases", aliases)
        out.field("restart", restart)
        if let restartIsLimited {
            out.key("restart_limited")
            out.value(restartIsLimited)
        }
        out.field("health", health)
        out.field("supervisors", supervisors)
        out.field("schedule", schedule)
        if let isEnabled {
            out.key("enabled")
            out.value(isEnabled)
        }
        out.field("variant", isVariant)
        out.field("defined_in", path: definedIn)
        out.field("profiles", profiles)
        if let holdsState {
            out.key("holds_state")
            out.value(holdsState)
        }
    }

    /// Reads the contract's service; nil when its id, place or name is missing.
    public init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let place = json["place"]?.string,
            let name = json["name"]?.string
        else { return nil }
        self.init(place: place, group: "", name: name, kinds: json["kinds"]?.strings ?? [])
        self.id = id
        image = json["image"]?.string
        imageDigest = json["image_digest"]?.string
        build = PathBytes(json, "build")
        environment = json["environment"]?.strings ?? []
        environmentFrom =
            json["environment_from"]?.elements.compactMap(EnvironmentSource.init) ?? []
        ports = json["ports"]?.elements.compactMap(Port.init) ?? []
        stores = json["stores"]?.strings ?? []
        mounts = json["mounts"]?.elements.compactMap(Mount.init) ?? []
        entrypoint = json["entrypoint"]?.strings ?? []
        command = json["command"]?.strings ?? []
        readRun(json)
        evidence = json["evidence"]?.elements.compactMap(Evidence.init) ?? []
    }

    private mutating func readRun(_ json: JSONValue) {
        workingFolder = json["working_folder"]?.string
        user = json["user"]?.string
        networks = json["networks"]?.strings ?? []
        aliases = json["aliases"]?.strings ?? []
        restart = json["restart"]?.string
        restartIsLimited = json["restart_limited"]?.boolean
        health = json["health"].map(Health.init)
        supervisors = json["supervisors"]?.strings ?? []
        schedule = json["schedule"]?.string
        isEnabled = json["enabled"]?.boolean
        isVariant = json["variant"]?.boolean ?? false
        definedIn = PathBytes(json, "defined_in")
        profiles = json["profiles"]?.strings ?? []
        holdsState = json["holds_state"]?.boolean
    }
}
