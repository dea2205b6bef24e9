import Formats
import Knowledge
import Services
import Testing
import Vocabulary

/// Which files form one project.
struct ProjectTests {
    private func named(_ name: String) -> String {
        "services:\n  \(name):\n    image: busybox\n"
    }

    private func ids(_ texts: [String: String]) -> [String] {
        ComposeServices.discover(in: MemoryDocuments(texts), playbooks: Playbooks([]))
            .drafts.map(\.service.id).sorted()
    }

    private func variants(_ texts: [String: String]) -> [String] {
        ComposeServices.discover(in: MemoryDocuments(texts), playbooks: Playbooks([]))
            .drafts.map(\.service).filter(\.isVariant).map(\.id).sorted()
    }

    @Test func `a folder's default file and its override are one project`() {
        let texts = [
            "/srv/moto/compose.yaml": named("a"),
            "/srv/moto/compose.override.yaml": named("b"),
        ]
        #expect(ids(texts) == ["local/service/moto/a", "local/service/moto/b"])
        #expect(variants(texts).isEmpty)
    }

    @Test func `a file that nothing reaches is a variant of its own`() {
        let texts = [
            "/srv/moto/docker-compose.yml": named("a"),
            "/srv/moto/docker-compose.test.yml": named("a"),
        ]
        #expect(variants(texts) == ["local/service/moto.docker-compose.test/a"])
        #expect(ids(texts).count == 2)
    }

    @Test func `a list in a Makefile joins the project`() {
        let texts = [
            "/srv/moto/docker-compose.yml": named("a"),
            "/srv/moto/docker-compose.gpu.yml": named("b"),
            "/srv/moto/Makefile":
                "FILES := -f docker-compose.yml \\\n  -f docker-compose.gpu.yml\n"
                + "up:\n\tdocker compose $(FILES) up -d\n",
        ]
        #expect(ids(texts) == ["local/service/moto/a", "local/service/moto/b"])
        #expect(variants(texts).isEmpty)
    }

    @Test func `a script names a project and its files from another folder`() {
        let texts = [
            "/srv/moto/deploy/base.yml": named("a"), "/srv/moto/deploy/more.yml": named("b"),
            "/srv/moto/scripts/up.sh":
                "#!/bin/sh\ncd deploy && docker-compose -p shop --file=base.yml -f more.yml up\n",
        ]
        #expect(ids(texts) == ["local/service/shop/a", "local/service/shop/b"])
    }

    @Test func `COMPOSE_FILE takes the place of the default files`() {
        let texts = [
            "/srv/moto/compose.yaml": named("a"), "/srv/moto/one.yml": named("b"),
            "/srv/moto/two.yml": named("c"),
            "/srv/moto/.env": "COMPOSE_FILE=one.yml:two.yml\nCOMPOSE_PROJECT_NAME=shop\n",
        ]
        #expect(ids(texts).prefix(2) == ["local/service/moto.compose/a", "local/service/shop/b"])
        #expect(variants(texts) == ["local/service/moto.compose/a"])
    }

    @Test(arguments: ["docker-compose.override.example.yml", "compose.override-sample.yaml"])
    func `a sample of what may be laid over a project is no project`(name: String) {
        let texts = [
            "moto/compose.yml": "services: {a: {image: i}}",
            "moto/\(name)": "services: {a: {ports: ['80:80']}, b: {environment: {C: d}}}",
        ]
        #expect(variants(texts).isEmpty)
    }

    @Test func `what is included or extended is no variant`() {
        let texts = [
            "/srv/moto/compose.yaml":
                "include: [extra.compose.yaml]\nservices:\n  a:\n    extends: "
                + "{file: base.compose.yaml, service: z}\n",
            "/srv/moto/extra.compose.yaml": named("b"),
            "/srv/moto/base.compose.yaml": named("z"),
        ]
        #expect(ids(texts) == ["local/service/moto/a", "local/service/moto/b"])
    }

    @Test func `two projects of one name are told apart by their roots`() {
        let texts = [
            "/srv/a/shop/compose.yaml": named("web"), "/srv/b/shop/compose.yaml": named("web"),
        ]
        let found = ids(texts)
        #expect(found[0] == "local/service/shop/web")
        #expect(found[1].hasPrefix("local/service/shop~") && found[1].utf8.count == 31)
    }

    @Test func `the name is normalised as compose does`() {
        #expect(ids(["/srv/My.Shop_1/compose.yaml": named("a")]) == ["local/service/myshop_1/a"])
    }

    @Test func `dependencies installed by others are passed over`() {
        #expect(ids(["/srv/node_modules/x/compose.yaml": named("a")]).isEmpty)
    }
}
