package breakwater.conformance;

/** The two ways in which the program is started, each a class of tests is run against: what needs no moved clock must hold in both. */
enum Served {
    /** {@code ./breakwater dev} on its embedded SQLite. */
    DEV_ON_SQLITE,
    /** {@code ./breakwater serve} on PostgreSQL, as an operator starts it. */
    SERVE_ON_POSTGRESQL;

    /** The shared server of this kind. */
    BuiltServer server() {
        return switch (this) {
            case DEV_ON_SQLITE -> Servers.still();
            case SERVE_ON_POSTGRESQL -> Servers.production();
        };
    }

    /** What the service addresses of its instances begin with. */
    String addresses() {
        return switch (this) {
            case DEV_ON_SQLITE -> "127.77.";
            case SERVE_ON_POSTGRESQL -> Production.ADDRESSES;
        };
    }
}
