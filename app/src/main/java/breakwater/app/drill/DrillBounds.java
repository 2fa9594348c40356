package breakwater.app.drill;

/**
 * How much a drill may do, whatever its seed. Constants on purpose: an attack that can be turned up without end is not a drill.
 *
 * <p>Sockets: {@value #HOLDERS} sources that keep at most {@value #OPEN_PER_SOURCE_MAX} connections each are 640, with
 * {@value #IN_FLIGHT_MAX} attempts in flight and {@value #HONEST} honest clients 714; the origin has as many. Connections:
 * 8 × 50 + 8 × 16 = 528 a second at most, 31,680 in {@value #SECONDS_MAX} s. Datagrams: 8 × 200 of 64 bytes and 8 × 40 of 1,200, that is
 * 1,920 a second and 3.9 Mbit/s.
 */
final class DrillBounds {
    static final int SECONDS_MIN = 1;
    static final int SECONDS_MAX = 60;
    /** Honest clients, each with a source address of its own. */
    static final int HONEST = 10;
    /** Attacking sources of a drill that has two kinds of them; of each kind. */
    static final int ATTACKERS_OF_A_KIND = 8;
    /** Sources that keep connections. */
    static final int HOLDERS = 2 * ATTACKERS_OF_A_KIND;
    /** Connections that one source keeps; beyond that it closes at once what it was let open. */
    static final int OPEN_PER_SOURCE_MAX = 40;
    /** Attempts to connect that wait for their outcome at once. */
    static final int IN_FLIGHT_MAX = 64;
    /** Connections that all attackers try to open a second. */
    static final int CONNECTIONS_PER_SECOND_MAX = 528;
    /** Datagrams that all attackers send a second. */
    static final int DATAGRAMS_PER_SECOND_MAX = 1_920;
    /** The largest datagram. */
    static final int DATAGRAM_BYTES_MAX = 1_200;
    /** The share of honest exchanges that must be served, in percent. */
    static final int SERVED_PERCENT_MIN = 95;

    private DrillBounds() {
    }
}
