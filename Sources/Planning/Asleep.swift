internal import Knowledge
internal import Vocabulary

/// Exports of stores whose files are their portable form.
extension PlanBuilder {
    /// Files are the portable form: no server runs while they are taken. A container wakes with a
    /// program that waits, so that its volumes can be read with its own tools.
    func asleepText(
        _ carriage: Carriage, _ owner: Service, _ playbook: Playbook
    ) -> String {
        let isContainer = owner.isContainer
        var context =
            isContainer ? containerContext(playbook, "$a") : hostContext(playbook, alone: false)
        context.values.merge(values(carriage)) { $1 }
        let text = CommandText(playbook.procedures, context)
        let taking = """
            \(text.text(playbook.procedures.dump))
            {
            \(text.text(playbook.procedures.compare))
            } > "$E/content.new"
            """
        guard isContainer else { return taking }
        return """
            \(SourceText.container(owner))
            image=$(docker inspect --format '{{.Image}}' "$c")
            a=$(docker run --detach --rm --network none --volumes-from "$c" \\
              --entrypoint sleep "$image" 86400)
            \(taking)
            docker kill "$a" > /dev/null
            """
    }
}
