import Formats

/// Instances of template units (`name@.service`) that other units name.
struct UnitInstances {
    private let units: [UnitReader.Unit]

    init(_ units: [UnitReader.Unit]) {
        self.units = units
    }

    private static let keys = [
        ("Unit", "Requires"), ("Unit", "Requisite"), ("Unit", "BindsTo"), ("Unit", "PartOf"),
        ("Unit", "Wants"), ("Unit", "After"), ("Unit", "OnFailure"), ("Timer", "Unit"),
        ("Path", "Unit"), ("Socket", "Service"), ("Install", "Also"),
    ]

    /// The instances that units or links name and have no file of their own, as units of their template.
    func named(also links: [UnitEnablement.Link]) -> [UnitReader.Unit] {
        let told = units.flatMap { unit in
            (names(in: unit) + activated(by: unit)).map { ($0, unit.isUser) }
        }
        var found: [UnitReader.Unit] = []
        for (name, isUser) in told + links.map({ ($0.name, $0.isUser) }) {
            guard let template = template(of: name, isUser: isUser),
                !(units + found).contains(where: {
                    $0.name == name && $0.group == template.group
                })
            else { continue }
            found.append(template.named(name))
        }
        return found
    }

    private func names(in unit: UnitReader.Unit) -> [String] {
        Self.keys.flatMap { section, key in
            unit.file.values(section, key).flatMap { UnitWords.split($0.value) }
        }
    }

    /// What a timer, socket or path unit of an instance starts without saying so.
    private func activated(by unit: UnitReader.Unit) -> [String] {
        let isActivator = [".timer", ".socket", ".path"].contains { unit.name.hasSuffix($0) }
        guard isActivator, let dot = unit.name.lastIndex(of: ".") else { return [] }
        return [unit.name[..<dot] + ".service"]
    }

    private func template(of name: String, isUser: Bool) -> UnitReader.Unit? {
        guard let at = name.firstIndex(of: "@"), let dot = name.lastIndex(of: "."), at < dot,
            name.index(after: at) != dot, !name.contains("%")
        else { return nil }
        let template = name[...at] + name[dot...]
        return units.first { $0.name == template && $0.isUser == isUser }
    }
}

extension UnitReader.Unit {
    /// The same file under the name of an instance.
    func named(_ name: String) -> UnitReader.Unit {
        UnitReader.Unit(
            path: path, name: name, file: file, isUser: isUser, home: home, group: group)
    }
}
