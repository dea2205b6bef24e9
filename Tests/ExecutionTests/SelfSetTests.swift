import Planning
import Testing

@testable import Execution

@Suite struct `The self-set` {
    private let id = String(repeating: "0123456789abcdef", count: 4)

    private func stop(_ service: String, place: String = "local") -> Step {
        var step = Step(
            "freeze/stop/x", .stop, "stop x", subject: service, place: place,
            action: .unit(name: "x", verb: "stop"),
            verify: [Check("x", .run(argv: ["true"]), proves: "")],
            rollback: .nothing(because: ""))
        step.effects.stops = [service]
        return step
    }

    @Test func `knows the container and the unit a process is in`() {
        var own = SelfSet(place: "local")
        own.take(cgroup: "12:cpu:/docker/\(id)\n0::/system.slice/docker-\(id).scope\n")
        own.take(cgroup: "0::/user.slice/user-1000.slice/user@1000.service/app.slice/moto.service")
        #expect(own.containers == [id])
        #expect(own.units == ["moto.service"])
    }

    @Test func `P7: sees the stop of its own container, unit and dependency, and of no other`() {
        var own = SelfSet(place: "local")
        own.containers = [id]
        own.units = ["moto.service"]
        own.services = ["local/service/moto/tabby"]
        let gateway = "local/service/moto/gateway"
        let known: (String) -> String? = { $0 == gateway ? id : "another" }
        #expect(own.danger(stop(gateway), container: known) != nil)
        #expect(own.danger(stop("local/service/system/moto"), container: known) != nil)
        #expect(own.danger(stop("local/service/moto/tabby"), container: known) != nil)
        #expect(own.danger(stop("local/service/moto/redis"), container: known) == nil)
        #expect(
            own.danger(stop("ssh:far/service/system/moto", place: "ssh:far"), container: known)
                == nil)
    }

    @Test func `P7: knows its own machine under another name`() {
        var own = SelfSet(place: "local")
        own.units = ["moto.service"]
        let step = stop("ssh:me/service/system/moto", place: "ssh:me")
        #expect(own.danger(step) { _ in nil } == nil)
        own.places.insert("ssh:me")
        #expect(own.danger(step) { _ in nil } != nil)
    }

    @Test func `guards the connection it came over`() {
        var own = SelfSet(place: "ssh:far")
        #expect(
            own.danger(stop("ssh:far/service/system/moto", place: "ssh:far")) { _ in nil } == nil)
        own.cameOverSSH = true
        let way = "ssh:far/service/system/ssh.service"
        #expect(own.danger(stop(way, place: "ssh:far")) { _ in nil } != nil)
        #expect(own.danger(stop(way, place: "ssh:near")) { _ in nil } == nil)
    }
}
