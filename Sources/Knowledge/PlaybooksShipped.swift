internal import Formats

extension Playbooks {
    /// The playbooks that come with the program, read once.
    ///
    /// They are part of the program, so one that cannot be read is a defect of the build; a test
    /// reads every one.
    public static let shipped: Playbooks = {
        do {
            return try Playbooks(declarations: declarations)
        } catch {
            preconditionFailure("a shipped playbook: \(error)")
        }
    }()

    /// Reads declarations, each a YAML document of `playbooks`.
    public init(declarations: [[UInt8]]) throws(PlaybookError) {
        var all: [Playbook] = []
        for bytes in declarations {
            do {
                for document in try YAML.read(bytes) {
                    all += try PlaybookReader.read(document)
                }
            } catch let error as FormatError {
                throw PlaybookError(message: error.message, line: error.line, column: error.column)
            } catch let error as PlaybookError {
                throw error
            } catch {
                throw PlaybookError(message: "\(error)", line: 0, column: 0)
            }
        }
        self.init(all)
    }

    /// The embedded files, in the order in which ties between patterns are decided.
    static let declarations: [[UInt8]] = [
        PackageResources.playbook_postgres_yaml, PackageResources.playbook_redis_yaml,
        PackageResources.playbook_sqlite_yaml, PackageResources.playbook_databases_yaml,
        PackageResources.playbook_brokers_yaml, PackageResources.playbook_web_yaml,
        PackageResources.playbook_agents_yaml, PackageResources.playbook_models_yaml,
        PackageResources.playbook_watching_yaml, PackageResources.playbook_applications_yaml,
        PackageResources.playbook_generic_yaml,
    ]
}
