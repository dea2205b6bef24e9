extension Plan {
    /// Where exports lie on both ends while a run is open, for root alone.
    public static let exports = "/var/lib/bedplate/exports"

    /// Where a host keeps the exports of runs that are over, a folder each, for root alone.
    public static let setAside = "/var/lib/bedplate/kept"
}
