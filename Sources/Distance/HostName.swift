import CSSH2
import Glibc
import Places

/// The name of a host whose questions a person answers, as the library carries it through.
final class HostName {
    private let place: String

    init(_ place: String) {
        self.place = place
    }

    /// Asks the person every question of the host; an answer that did not come is an empty one.
    static func answer(
        _ instruction: (UnsafePointer<CChar>?, Int32), _ count: Int32,
        _ prompts: UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?,
        _ responses: UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
        _ context: UnsafeMutableRawPointer?
    ) {
        guard let prompts, let responses, let context else { return }
        let host = Unmanaged<HostName>.fromOpaque(context).takeUnretainedValue()
        let said = instruction.0.map { text($0, Int(instruction.1)) } ?? ""
        for index in 0..<Int(count) {
            let prompt = prompts[index]
            let words = prompt.text.map { text($0, Int(prompt.length)) } ?? ""
            let shown = [host.place, said, words].filter { !$0.isEmpty }.joined(separator: ": ")
            let answer = TerminalQuestion.ask(shown, echoed: prompt.echo != 0) ?? []
            // The library frees it.
            let copy = malloc(max(answer.count, 1))
            copy?.copyMemory(from: answer, byteCount: answer.count)
            responses[index].text = copy?.assumingMemoryBound(to: CChar.self)
            responses[index].length = UInt32(answer.count)
        }
    }

    private static func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
        String(
            decoding: UnsafeRawBufferPointer(start: start, count: min(count, 300)), as: UTF8.self)
    }
}
