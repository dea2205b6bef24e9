import Formats
import Vocabulary

/// A project in the shape in which compose prints its own model.
struct ProjectJSON: JSONWritable {
    let project: ComposeProject

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("name", project.name)
            out.key("services")
            out.object { out in
                for service in project.services {
                    out.key(service.name)
                    write(service, to: &out)
                }
            }
            write("volumes", project.volumes, to: &out)
            write("networks", project.networks, to: &out)
            write("secrets", project.secrets, to: &out)
            write("configs", project.configs, to: &out)
            out.field("problems", project.problems.map(told))
        }
    }

    private func told(_ problem: ComposeProblem) -> String {
        "\(problem.origin.file.text):\(problem.origin.line): \(problem.message)"
    }

    private func write(
        _ key: String, _ resources: [ComposeResource], to out: inout JSONWriter
    ) {
        out.key(key)
        out.object { out in
            for resource in resources {
                out.key(resource.key)
                out.object { out in
                    out.field("name", resource.name)
                    out.field("external", resource.isExternal)
                    out.field("file", resource.path?.text)
                }
            }
        }
    }

    private func write(_ service: ComposeService, to out: inout JSONWriter) {
        out.object { out in
            out.field("image", service.image?.value)
            out.field("build", service.build?.value)
            out.field("container_name", service.containerName?.value)
            out.field("hostname", service.hostname?.value)
            out.field("network_mode", service.networkMode?.value)
            out.field("restart", service.restart?.value)
            out.field("user", service.user?.value)
            out.field("working_dir", service.workingFolder?.value)
            out.field("profiles", service.profiles)
            write("command", service.command, to: &out)
            write("entrypoint", service.entrypoint, to: &out)
            write("environment", service.environment, to: &out)
            write("labels", service.labels, to: &out)
            out.list("ports", service.ports.map(PortJSON.init))
            out.list("volumes", service.mounts.map(MountJSON.init))
            out.list("depends_on", service.dependsOn.map(OrderJSON.init))
            out.field("networks", service.networks.map(\.network))
            out.field("links", service.links.map(\.value))
            out.field("volumes_from", service.volumesFrom.map(\.value))
            out.field("extra_hosts", service.extraHosts.map(\.value))
            out.field("secrets", service.secrets.map { $0.source + ":" + $0.target })
            out.field("configs", service.configs.map { $0.source + ":" + $0.target })
            if let health = service.health {
                out.key("healthcheck")
                out.object { out in
                    out.field("test", health.test)
                    out.field("disable", health.isDisabled)
                    out.field("interval", health.interval)
                    out.field("timeout", health.timeout)
                    out.field("retries", health.retries)
                    out.field("start_period", health.startPeriod)
                }
            }
        }
    }

    private func write(
        _ key: String, _ words: [ComposeService.Text]?, to out: inout JSONWriter
    ) {
        guard let words else { return }
        out.key(key)
        out.array { out in for word in words { out.value(word.value) } }
    }

    private func write(_ key: String, _ variables: [ComposeVariable], to out: inout JSONWriter) {
        out.key(key)
        out.object { out in
            for variable in variables {
                out.key(variable.name)
                if let value = variable.value { out.value(value) } else { out.null() }
            }
        }
    }
}

private struct PortJSON: JSONWritable {
    let port: ComposePort

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("target", port.container)
            out.field("published", port.published)
            out.field("host_ip", port.address)
            out.field("protocol", port.protocolName)
        }
    }
}

private struct MountJSON: JSONWritable {
    let mount: ComposeMount

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("type", mount.type)
            out.field("source", mount.source)
            out.field("target", mount.target)
            out.field("read_only", mount.isReadOnly)
        }
    }
}

private struct OrderJSON: JSONWritable {
    let order: ComposeOrder

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("service", order.service)
            out.field("condition", order.condition)
            out.field("required", order.isRequired)
            out.field("restart", order.restarts)
        }
    }
}
