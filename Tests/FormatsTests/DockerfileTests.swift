import Formats
import Testing

@Suite struct `a Dockerfile` {
    private let file = Dockerfile(
        Array(
            """
            # syntax=docker/dockerfile:1
            ARG TAG=3.12
            FROM --platform=linux/amd64 python:${TAG}-slim AS base
            ENV A=b \\
                # within
                C="d e"
            ENV OLD one two
            RUN <<EOF
            FROM nothing
            EOF
            FROM node:22 as assets
            RUN npm ci
            from base
            COPY --chown=app nginx.conf settings.yaml /etc/app/
            COPY --from=assets /dist /dist
            VOLUME ["/data", "/more"]
            EXPOSE 8000/tcp 9000
            HEALTHCHECK --interval=5s CMD curl -f localhost:8000
            CMD ["python", "-m", "app"]
            """.utf8))

    @Test func `has stages, each from an image or another stage`() {
        #expect(file.stages.map(\.base) == ["python:3.12-slim", "node:22", "base"])
        #expect(file.stages.map(\.name) == ["base", "assets", nil])
        #expect(file.stages.map(\.line) == [3, 11, 13])
        #expect(file.chain().map(\.base) == ["python:3.12-slim", "base"])
        #expect(file.chain(to: "assets").map(\.base) == ["node:22"])
        #expect(file.faults.isEmpty)
    }

    @Test func `sets variables in both forms, over continued lines`() {
        let variables = file.stages[0].environment
        #expect(variables.map(\.name) == ["A", "C", "OLD"])
        #expect(variables.map(\.value) == ["b", "d e", "one two"])
        #expect(variables.map(\.line) == [4, 4, 7])
    }

    @Test func `declares ports, volumes, commands and what it copies from its folder`() {
        let last = file.stages[2]
        #expect(last.exposed == [8000, 9000])
        #expect(last.volumes.map(\.path) == ["/data", "/more"])
        #expect(last.words(of: "CMD")?.words == ["python", "-m", "app"])
        #expect(last.copies.map(\.sources) == [["nginx.conf", "settings.yaml"]])
        #expect(last.copies.map(\.target) == ["/etc/app/"])
    }

    @Test func `without an image is a fault, not an end`() {
        let broken = Dockerfile(Array("FROM\n123 x\nFROM a\nRUN b".utf8))
        #expect(broken.faults.map(\.line) == [1, 2])
        #expect(broken.stages.map(\.base) == ["a"])
    }
}
