import Vocabulary

/// What content is, by its first bytes.
enum Signatures {
    private static let magic: [(name: String, at: Int, bytes: [UInt8])] = [
        ("sqlite", 0, Array("SQLite format 3\0".utf8)), ("rdb", 0, Array("REDIS0".utf8)),
        ("valkey", 0, Array("VALKEY".utf8)), ("gguf", 0, Array("GGUF".utf8)),
        ("elf", 0, [0x7F, 0x45, 0x4C, 0x46]),
        ("zip", 0, [0x50, 0x4B, 3, 4]), ("gzip", 0, [0x1F, 0x8B]),
        ("zstd", 0, [0x28, 0xB5, 0x2F, 0xFD]),
        ("xz", 0, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("bzip2", 0, Array("BZh".utf8)),
        ("pdf", 0, Array("%PDF-".utf8)),
        ("png", 0, [0x89, 0x50, 0x4E, 0x47]), ("jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("gif", 0, Array("GIF8".utf8)),
        ("parquet", 0, Array("PAR1".utf8)), ("git-index", 0, Array("DIRC".utf8)),
        ("git-pack", 0, Array("PACK".utf8)),
        ("openssh-private-key", 0, Array("-----BEGIN OPENSSH PRIVATE KEY".utf8)),
        ("pgp-private-key", 0, Array("-----BEGIN PGP PRIVATE KEY".utf8)),
        ("age-encrypted", 0, Array("age-encryption.org/".utf8)),
        ("nostr-key", 0, Array("nsec1".utf8)),
        ("age-encrypted", 0, Array("-----BEGIN AGE ENCRYPTED".utf8)),
        ("tar", 257, Array("ustar".utf8)), ("pgdump", 0, Array("PGDMP".utf8)),
        ("sqldump", 0, Array("--\n-- PostgreSQL database dump".utf8)),
        ("sqldump", 0, Array("-- PostgreSQL database dump".utf8)),
        ("sqldump", 0, Array("-- MySQL dump".utf8)),
        ("sqldump", 0, Array("-- MariaDB dump".utf8)),
        ("sqldump", 0, Array("/*M!999999\\- enable the sandbox mode".utf8)),
        ("sqldump", 0, Array("/*!999999\\- enable the sandbox mode".utf8)),
        ("sqldump", 0, Array("-- phpMyAdmin SQL Dump".utf8)),
        ("sqldump", 0, Array("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;".utf8)),
        ("arrow", 0, Array("ARROW1".utf8)),
        ("numpy", 0, [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]),
        ("lua-bytecode", 0, [0x1B, 0x4C, 0x75, 0x61]), ("wasm", 0, [0, 0x61, 0x73, 0x6D]),
        ("java-class", 0, [0xCA, 0xFE, 0xBA, 0xBE]),
    ]

    /// Which of them a first byte leaves possible, in their order.
    private static let byFirst: [[Int]] = (0..<256).map { first in
        magic.indices.filter { magic[$0].at > 0 || magic[$0].bytes[0] == UInt8(first) }
    }

    /// The signature of content's first bytes; nil for none that is known.
    static func of(_ head: Span<UInt8>) -> String? {
        guard head.count > 0 else { return nil }
        for index in byFirst[Int(head[0])] {
            let known = magic[index]
            if holds(head, known.bytes, at: known.at) { return known.name }
        }
        if isSafetensors(head) { return "safetensors" }
        if isServiceAccount(head) { return "service-account" }
        return nil
    }

    /// A JSON object that begins by saying it is a cloud's service account.
    private static func isServiceAccount(_ head: Span<UInt8>) -> Bool {
        guard head[0] == 0x7B else { return false }
        let word = Array("\"service_account\"".utf8)
        for start in 0..<min(head.count, 128) where head[start] == 0x22 {
            if holds(head, word, at: start) { return true }
        }
        return false
    }

    /// Eight bytes of little-endian header length, then a JSON object.
    private static func isSafetensors(_ head: Span<UInt8>) -> Bool {
        guard head.count > 16, head[8] == 0x7B, head[9] == 0x22 else { return false }
        return head[6] == 0 && head[7] == 0 && head[5] == 0 && head[4] == 0
    }

    static func holds(_ span: Span<UInt8>, _ bytes: [UInt8], at start: Int) -> Bool {
        guard span.count >= start + bytes.count else { return false }
        for index in bytes.indices where span[start + index] != bytes[index] { return false }
        return true
    }
}
