internal import Knowledge

/// Shell text that takes a container's settings out of its command line, its variables and its data,
/// and puts them where the package reads them: one line for each, `NAME`, tab, values.
struct SettingsText {
    let settings: PlaybookSettings
    let programs: [String]

    /// Where the settings of a unit are kept on the target, for whoever looks whether they hold.
    static func list(_ unit: String) -> String { "/etc/bedplate/settings/\(unit)" }

    // MARK: on the source

    /// Prints the settings of the container `c`; of two that set the same the later stands.
    ///
    /// - Parameters:
    ///   - data: text that sets `src` to the data's folder; nil where no configuration lies there.
    ///   - variables: the variables that set something, with what they set.
    func taking(words: Bool, data: String?, variables: [(name: String, setting: String)]) -> String
    {
        var parts: [String] = []
        if let data, !settings.kept.isEmpty { parts.append(kept(data)) }
        parts += variables.map { variable in
            let name = ShellText.quote("s/^\(variable.name)=/\(variable.setting)\t/p")
            return "docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' \"$c\" "
                + "| sed --quiet \(name)"
        }
        if words {
            parts.append("{ \(Self.words); } | awk \(flags) \(ShellText.quote(Self.reading))")
        }
        let last = settings.form == .redis ? "cat" : "awk -F '\\t' \(ShellText.quote(Self.lasting))"
        return "{\n\(parts.joined(separator: "\n"))\n} | \(last)"
    }

    /// One word on each line; a word of two lines stops it.
    private static let words = """
        n=$(docker inspect --format '{{len .Args}}' "$c")
        docker inspect --format '{{println .Path}}{{range .Args}}{{println .}}{{end}}' "$c" \\
          | sed '$d' | awk -v n="$n" '{ print } END { exit NR != n + 1 }'
        """

    private var flags: String {
        let short = settings.short.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let values = [
            ("form", settings.form?.rawValue ?? ""),
            ("programs", " \(programs.joined(separator: " ")) "),
            ("settled", " \(settings.settled.joined(separator: " ")) "),
            ("short", " \(short.joined(separator: " ")) "),
        ]
        return values.map { "-v \($0.0)=\(ShellText.quote($0.1))" }.joined(separator: " ")
    }

    /// Reads words as `ToldWords` does.
    static let reading = """
        function put(name, values) {
          if (form == "postgres") name = tolower(name)
          if (form == "postgres" || form == "mariadb") gsub(/-/, "_", name)
          if (name != "" && !index(settled, " " name " ")) print name values
        }
        function letter(l, at, rest) {
          at = index(short, " " l "=")
          if (!at) return "?"
          rest = substr(short, at + 3)
          return substr(rest, 1, index(rest, " ") - 1)
        }
        { word[NR] = $0 }
        END {
          i = 1
          for (k = NR; k >= 1; k--) {
            base = word[k]; sub(/.*\\//, "", base)
            if (index(programs, " " base " ")) i = k + 1
          }
          while (i <= NR) {
            w = word[i++]
            if (w ~ /^--./) {
              name = substr(w, 3); at = index(name, "="); values = ""
              if (at) { put(substr(name, 1, at - 1), "\\t" substr(name, at + 1)); continue }
              if (form == "redis") while (i <= NR && word[i] !~ /^--/) values = values "\\t" word[i++]
              else if (i <= NR && word[i] !~ /^-/) values = "\\t" word[i++]
              put(name, values)
            } else if (w == "-c" && form == "postgres") {
              w = word[i++]; at = index(w, "=")
              put(substr(w, 1, at - 1), "\\t" substr(w, at + 1))
            } else if (w ~ /^-[A-Za-z]/) {
              name = letter(substr(w, 2, 1))
              if (name == "?") continue
              if (length(w) > 2) put(name, "\\t" substr(w, 3))
              else if (name != "") put(name, "\\t" word[i++])
            }
          }
        }
        """

    private static let lasting =
        "{ if (!($1 in at)) at[$1] = ++n; name[at[$1]] = $1; line[$1] = $0 } "
        + "END { for (i = 1; i <= n; i++) print line[name[i]] }"

    /// `NAME = VALUE` of files in the data; paths and commands of the container mean nothing outside.
    private func kept(_ data: String) -> String {
        let files = settings.kept.map {
            "find \"$src\" -maxdepth 3 -name \(ShellText.quote($0)) -type f -exec cat {} +"
        }.joined(separator: "\n")
        let settled = " \(settings.settled.joined(separator: " ")) "
        return "(\n\(data)\n\(files)\n) | awk -v settled=\(ShellText.quote(settled)) "
            + ShellText.quote(Self.keeping)
    }

    static let keeping = """
        /^[ \\t]*[A-Za-z_][A-Za-z0-9_.]*[ \\t]*=/ {
          at = index($0, "="); name = tolower(substr($0, 1, at - 1)); gsub(/[ \\t]/, "", name)
          value = substr($0, at + 1); sub(/^[ \\t]*/, "", value)
          if (substr(value, 1, 1) == "\\047") {
            value = substr(value, 2); out = ""
            while ((at = index(value, "\\047")) > 0) {
              out = out substr(value, 1, at - 1); value = substr(value, at + 1)
              if (substr(value, 1, 1) != "\\047") break
              out = out "\\047"; value = substr(value, 2)
            }
            value = out
          } else { sub(/[ \\t]*#.*$/, "", value); sub(/[ \\t]+$/, "", value) }
          if (index(settled, " " name " ")) next
          if (name ~ /_(file|files|directory|directories|command)$/) next
          print name "\\t" value
        }
        """

    // MARK: on the target

    /// Puts the settings on standard input into the package's file, and keeps them as a list.
    func putting(_ unit: String) -> String {
        guard let form = settings.form else { return "cat > /dev/null" }
        let (list, file) = (ShellText.quote(Self.list(unit)), ShellText.quote(settings.file))
        let before = ShellText.quote(settings.file + ".before-bedplate")
        let render = "awk -F '\\t' \(ShellText.quote(Self.rendering(form))) \(list)"
        let keep = """
            \(OwnFolder.making("settings", mode: "0700"))
            cat > \(list)
            """
        if form == .redis {
            return """
                \(keep)
                sed --in-place '\(Self.marked)d' \(file)
                { echo '# bedplate begin'; \(render); echo '# bedplate end'; } >> \(file)
                """
        }
        return """
            \(keep)
            install --directory "$(dirname \(file))"
            if [ -e \(file) ] && [ ! -e \(before) ]; then mv \(file) \(before); fi
            install --mode 0644 /dev/null \(file)
            \(render) > \(file)
            """
    }

    /// Takes them out again.
    func removing(_ unit: String) -> String {
        let (list, file) = (ShellText.quote(Self.list(unit)), ShellText.quote(settings.file))
        let before = ShellText.quote(settings.file + ".before-bedplate")
        let undo =
            settings.form == .redis
            ? "if [ -e \(file) ]; then sed --in-place '\(Self.marked)d' \(file); fi"
            : "if [ -e \(list) ]; then rm --force \(file); fi\n"
                + "if [ -e \(before) ]; then mv \(before) \(file); fi"
        return """
            \(undo)
            rm --force \(list)
            \(OwnFolder.leaving("settings"))
            """
    }

    private static let marked = "/^# bedplate begin$/,/^# bedplate end$/"

    private static func rendering(_ form: PlaybookSettings.Form) -> String {
        switch form {
        case .redis:
            """
            { out = $1
              for (i = 2; i <= NF; i++) { v = $i; gsub(/[\\\\"]/, "\\\\\\\\&", v); out = out " \\"" v "\\"" }
              print out }
            """
        case .postgres:
            "{ v = $2; gsub(/\\\\/, \"&&\", v); gsub(/\\047/, \"&&\", v); "
                + "print $1 \" = \\047\" v \"\\047\" }"
        case .mariadb:
            """
            BEGIN { print "[mysqld]" }
            { v = $2; gsub(/[\\\\"]/, "\\\\\\\\&", v); print (NF > 1 ? $1 " = \\"" v "\\"" : $1) }
            """
        case .arguments:
            """
            { v = "--" $1; if (NF > 1) v = v "=" $2
              if (v ~ /[ \\047]/) { gsub(/\\047/, "\\047\\\\\\047\\047", v); v = "\\047" v "\\047" }
              gsub(/[\\\\"$`]/, "\\\\\\\\&", v); out = out (NR > 1 ? " " : "") v }
            END { print "ARGS=\\"" out "\\"" }
            """
        }
    }
}
