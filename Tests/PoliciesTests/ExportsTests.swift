import Testing

@testable import Policies

@Suite struct `Where exports are kept` {
    private func faults(_ text: String) -> [PolicyFault] {
        do throws(PolicyError) {
            _ = try Policy.read(Array("format: 1\n\(text)\n".utf8))
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `is nowhere unless somebody says so`() throws {
        #expect(try Policy.read(Array("format: 1\n".utf8)).exports == nil)
    }

    @Test func `is a folder, and may be for one certificate only`() throws {
        let text = "format: 1\nexports: {keep: /srv/kept, encrypt_to: /etc/exports.pem}\n"
        let read = try Policy.read(Array(text.utf8)).exports
        #expect(read?.keep == "/srv/kept")
        #expect(read?.encryptTo == "/etc/exports.pem")
    }

    @Test func `may be so many, and for so long`() throws {
        let text = "format: 1\nexports: {keep: /k, generations: 3, lifetime: 30d}\n"
        let read = try Policy.read(Array(text.utf8)).exports
        #expect(read?.generations == 3 && read?.lifetime == 2_592_000)
    }

    @Test(arguments: [
        "exports: {keep: /k, generations: 0}", "exports: {keep: /k, generations: many}",
        "exports: {keep: /k, lifetime: 30}", "exports: {keep: kept}", "exports: {keep: /}",
        "exports: {keep: /srv/kept/}",
        "exports: {encrypt_to: /etc/exports.pem}", "exports: /srv/kept",
        "exports: {keep: /srv/kept, encrypt: yes}", "exports: {keep: /k, encrypt_to: exports.pem}",
    ])
    func `is told as a fault with its line where it is not that`(_ text: String) {
        #expect(faults(text).first?.line == 2)
    }
}
