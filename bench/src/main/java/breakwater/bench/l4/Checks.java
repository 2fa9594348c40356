package breakwater.bench.l4;

/**
 * What one source may do, in each relay's own words; how much of it a relay can say differs, and stands in its configuration.
 *
 * @param connections    open connections
 * @param newConnections connections opened a second
 * @param packets        datagrams a second
 * @param bytes          bytes a second towards the origin
 * @param offences       after going over the limit of packets in so many seconds of a minute it is on the black list for half an hour; 0 for never
 */
record Checks(long connections, long newConnections, long packets, long bytes, int offences) {
    /** Every check is made and none is reached: what protection costs when nobody attacks. */
    static final Checks WIDE = new Checks(50_000, 500_000, 5_000_000, 100_000_000_000L, 0);
    /** One connection a source, as the connection attack means to exceed. */
    static final Checks ONE_CONNECTION = new Checks(1, 1_000, 5_000_000, 100_000_000_000L, 0);
    /** What a usual client needs with much to spare. */
    static final Checks USUAL = new Checks(20, 1_000, 200, 100_000_000_000L, 0);
    /** The same, with a tenth of the datagrams. */
    static final Checks FEW_DATAGRAMS = new Checks(20, 1_000, 20, 100_000_000_000L, 0);
    /** {@link #USUAL}, and who goes on exceeding it is listed. */
    static final Checks LISTING = new Checks(20, 1_000, 200, 100_000_000_000L, 5);
}
