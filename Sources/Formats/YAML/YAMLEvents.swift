internal import CYAML

/// What libyaml says next about a text: its events as Swift values.
struct YAMLEvent {
    /// What begins, ends or stands there.
    enum Kind {
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(String, isQuoted: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    let anchor: String?
    let tag: String?
    let line: Int
    let column: Int
}

/// A libyaml parser over at least one byte that outlives it; freed with it.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let isReady: Bool
    private var columns: ByteColumns

    init(_ text: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        isReady = yaml_parser_initialize(parser) == 1
        columns = ByteColumns(text)
        guard isReady, let start = text.baseAddress else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, start, text.count)
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
    }

    /// The next event.
    func next() throws(FormatError) -> YAMLEvent {
        guard isReady else {
            throw FormatError(format: "yaml", message: "out of memory", line: 1, column: 1)
        }
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
            defer { yaml_event_delete(&event) }
            if let said = translated(event) { return said }
        }
    }

    /// An event as a Swift value; nil for the start of the stream, which says nothing.
    private func translated(_ event: yaml_event_t) -> YAMLEvent? {
        switch event.type {
        case YAML_STREAM_END_EVENT: return made(.streamEnd, event)
        case YAML_DOCUMENT_START_EVENT: return made(.documentStart, event)
        case YAML_DOCUMENT_END_EVENT: return made(.documentEnd, event)
        case YAML_ALIAS_EVENT:
            return made(.alias(Self.text(event.data.alias.anchor) ?? ""), event)
        case YAML_SCALAR_EVENT: return scalar(event)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            return made(.sequenceStart, event, anchor: data.anchor, tag: data.tag)
        case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd, event)
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            return made(.mappingStart, event, anchor: data.anchor, tag: data.tag)
        case YAML_MAPPING_END_EVENT: return made(.mappingEnd, event)
        default: return nil
        }
    }

    private func scalar(_ event: yaml_event_t) -> YAMLEvent {
        let data = event.data.scalar
        let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
        let tag = Self.tag(data.tag)
        let isQuoted = data.style != YAML_PLAIN_SCALAR_STYLE || tag == "!!str" || tag == "!"
        return made(
            .scalar(String(decoding: bytes, as: UTF8.self), isQuoted: isQuoted), event,
            anchor: data.anchor, tag: data.tag)
    }

    private func made(
        _ kind: YAMLEvent.Kind, _ event: yaml_event_t,
        anchor: UnsafeMutablePointer<UInt8>? = nil, tag: UnsafeMutablePointer<UInt8>? = nil
    ) -> YAMLEvent {
        let line = Int(event.start_mark.line)
        return YAMLEvent(
            kind: kind, anchor: Self.text(anchor), tag: Self.tag(tag), line: line + 1,
            column: columns.byteColumn(line: line, character: Int(event.start_mark.column)))
    }

    /// libyaml spells `!!str` out as `tag:yaml.org,2002:str`; people do not.
    private static func tag(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
        guard let full = text(bytes) else { return nil }
        let core = "tag:yaml.org,2002:"
        return full.hasPrefix(core) ? "!!" + full.dropFirst(core.count) : full
    }

    private static func text(_ bytes: UnsafePointer<UInt8>?) -> String? {
        bytes.map { String(cString: $0) }
    }

    private static func text(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
        text(UnsafePointer(bytes))
    }

    private func problem() -> FormatError {
        let message = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        if parser.pointee.error == YAML_READER_ERROR {
            let place = columns.place(ofByte: parser.pointee.problem_offset)
            return FormatError(
                format: "yaml", message: message, line: place.line, column: place.column)
        }
        let mark = parser.pointee.problem_mark
        let line = Int(mark.line)
        return FormatError(
            format: "yaml", message: message, line: line + 1,
            column: columns.byteColumn(line: line, character: Int(mark.column)))
    }
}
