/// Users and groups that packages bring to a host that is to be as it was: noted around the
/// installation, and taken away again where nothing is left that belongs to them.
enum PackageAccounts {
    private static let before = "\(Supervisor.saved)/accounts-before"
    private static let after = "\(Supervisor.saved)/accounts-after"

    /// Notes who is there before anything is installed, once.
    static let notingBefore = """
        \(listing)
        if [ ! -e \(before) ]; then
          accounts > \(before).new
          mv \(before).new \(before)
        fi
        """

    /// Notes who is there once everything is installed.
    static let notingAfter = "accounts > \(after)"

    /// Forgets both notes.
    static let forgetting = "rm --force \(before) \(after)"

    /// Prints every user and group of the host with its number, sorted: `user redis 104`.
    private static let listing = #"""
        accounts() {
          {
            sed --quiet 's/^\([^:]*\):[^:]*:\([0-9]*\):.*/user \1 \2/p' /etc/passwd
            sed --quiet 's/^\([^:]*\):[^:]*:\([0-9]*\):.*/group \1 \2/p' /etc/group
          } | LC_ALL=C sort
        }
        """#

    /// Takes those away that came in between; users go before groups. What a container's engine
    /// keeps is numbered by its images and belongs to nobody here.
    static let removing = #"""
        LISTING
        if [ -e BEFORE ]; then
          if [ ! -e AFTER ]; then accounts > AFTER; fi
          LC_ALL=C comm -13 BEFORE AFTER | LC_ALL=C comm -12 - <(accounts) \
            | LC_ALL=C sort --reverse | while read -r kind name id; do
            if [ "$id" -ge 1000 ]; then continue; fi
            mark=-gid
            if [ "$kind" = user ]; then mark=-uid; fi
            left=$(find / \( -path '/proc/*/*' -o -path /sys -o -path /dev \
              -o -path /var/lib/docker -o -path /var/lib/containers \
              -o -fstype nfs -o -fstype nfs4 -o -fstype cifs \) -prune \
              -o "$mark" "$id" -print -quit 2> /dev/null || true)
            if [ -n "$left" ]; then
              echo "the $kind $name stays: $left" >&2
            elif [ "$kind" = user ]; then
              userdel "$name"
            elif grep --quiet "^$name:" /etc/group; then
              groupdel "$name"
            fi
          done
          rm --force BEFORE AFTER
        fi
        """#.replacing("LISTING", with: listing).replacing("BEFORE", with: before)
        .replacing("AFTER", with: after)
}
