import Knowledge
import Vocabulary

enum ComposeDrafts {
    static func read(_ documents: any Documents, playbooks: Playbooks) -> (
        drafts: [ServiceDraft], problems: [Problem]
    ) { ([], []) }
}
