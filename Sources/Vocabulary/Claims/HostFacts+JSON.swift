extension HostFacts {
    /// Writes the contract's host facts; empty lists are omitted.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("users", users)
            out.field("groups", groups)
            out.field("sudo", sudo)
            out.field("sshd", sshd)
            out.field("firewall", firewall)
            out.field("mounts", mounts)
        }
    }

    /// Reads the contract's host facts.
    public init(_ json: JSONValue) {
        users = (json["users"]?.elements ?? []).compactMap(User.init)
        groups = (json["groups"]?.elements ?? []).compactMap(Group.init)
        sudo = (json["sudo"]?.elements ?? []).compactMap(Grant.init)
        sshd = (json["sshd"]?.elements ?? []).compactMap(Setting.init)
        firewall = (json["firewall"]?.elements ?? []).compactMap(Chain.init)
        mounts = (json["mounts"]?.elements ?? []).compactMap(Mount.init)
    }
}

extension HostFacts.User {
    /// Writes the contract's account.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("name", name)
            out.field("uid", uid)
            out.field("gid", gid)
            out.field("home", home)
            out.field("login", hasShell)
            out.field("groups", groups)
            out.field("lingers", lingers)
        }
    }

    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let uid = json["uid"]?.integer else { return nil }
        self.init(
            name: name, uid: UInt32(clamping: uid),
            gid: UInt32(clamping: json["gid"]?.integer ?? 0), home: json["home"]?.string ?? "",
            hasShell: json["login"]?.boolean ?? false, groups: json["groups"]?.strings ?? [])
        lingers = json["lingers"]?.boolean ?? false
    }
}

extension HostFacts.Group {
    /// Writes the contract's group.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("name", name)
            out.field("gid", gid)
            out.field("members", members)
        }
    }

    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let gid = json["gid"]?.integer else { return nil }
        self.init(
            name: name, gid: UInt32(clamping: gid), members: json["members"]?.strings ?? [])
    }
}

extension HostFacts.Grant {
    /// Writes the contract's grant.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("who", who)
            out.field("as", asUser)
            out.field("commands", commands)
            out.field("no_password", needsNoPassword)
            out.field("at", at)
        }
    }

    init?(_ json: JSONValue) {
        guard let who = json["who"]?.string else { return nil }
        self.init(
            who: who, asUser: json["as"]?.string ?? "", commands: json["commands"]?.strings ?? [],
            needsNoPassword: json["no_password"]?.boolean ?? false, at: json["at"]?.string ?? "")
    }
}

extension HostFacts.Setting {
    /// Writes the contract's setting.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("name", name)
            out.field("value", value)
            out.field("at", at)
        }
    }

    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string else { return nil }
        self.init(name: name, value: json["value"]?.string ?? "", at: json["at"]?.string ?? "")
    }
}

extension HostFacts.Chain {
    /// Writes the contract's chain.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("family", family)
            out.field("table", table)
            out.field("name", name)
            out.field("policy", policy)
            out.field("rules", rules)
        }
    }

    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string else { return nil }
        self.init(
            family: json["family"]?.string ?? "", table: json["table"]?.string ?? "", name: name,
            policy: json["policy"]?.string, rules: Int(json["rules"]?.integer ?? 0))
    }
}

extension HostFacts.Mount {
    /// Writes the contract's mount.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("path", path)
            out.field("type", type)
            out.field("read_only", isReadOnly)
        }
    }

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string else { return nil }
        self.init(
            path: path, type: json["type"]?.string ?? "",
            isReadOnly: json["read_only"]?.boolean ?? false)
    }
}
