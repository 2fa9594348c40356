package breakwater.app.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The drills there are, and the limits that each sets before it attacks. */
public enum DrillKind {
    /** Sources over their limits of open and of new connections. */
    CONNECTIONS("tcp", "cc", List.of(Behaviour.RUSH, Behaviour.HOARD),
            "{\"Slimit\":{\"Cps\":20,\"Maxconn\":5},\"Cc\":{\"Sblack\":[" + offence(1) + "," + offence(2) + "]}}"),
    /** Connections that send nothing, or a byte a second. */
    SLOW("tcp", "cc", List.of(Behaviour.KNOCK, Behaviour.SILENT, Behaviour.TRICKLE),
            "{\"NodataConn\":\"on\",\"Slimit\":{\"Cps\":100,\"Maxconn\":5},\"Cc\":{\"Sblack\":[" + offence(2) + "]}}"),
    /** Sources over their limits of datagrams and of bytes. */
    UDP("udp", "defense", List.of(Behaviour.MANY, Behaviour.LARGE),
            "{\"Slimit\":{\"Cps\":1000,\"CpsEnable\":0,\"Maxconn\":1000,\"MaxconnEnable\":0,\"Pps\":50,\"Bps\":16384},\"Cc\":{\"Sblack\":["
                    + offence(3) + "," + offence(4) + "]}}"),
    /** Datagrams from ports that are known for reflection. */
    REFLECT("udp", "defense", List.of(Behaviour.REFLECT), "");

    /** New connections a second that a source of {@link #CONNECTIONS} may open. */
    static final int NEW_CONNECTIONS = 20;
    /** Connections that a source of {@link #CONNECTIONS} and {@link #SLOW} may have open. */
    static final int OPEN_CONNECTIONS = 5;
    /** Datagrams a second that a source of {@link #UDP} may send. */
    static final int PACKETS = 50;
    /** Bytes a second that a source of {@link #UDP} may send. */
    static final int BYTES = 16_384;
    /** Offences within a minute after which a source is put on the black list; they are counted once a second. */
    static final int OFFENCES = 5;

    private final String protocol;
    private final String eventType;
    private final List<Behaviour> behaviours;
    private final String policy;

    DrillKind(String protocol, String eventType, List<Behaviour> behaviours, String policy) {
        this.protocol = protocol;
        this.eventType = eventType;
        this.behaviours = behaviours;
        this.policy = policy;
    }

    private static String offence(int limit) {
        return "{\"Type\":" + limit + ",\"Cnt\":5,\"During\":60,\"Expires\":60}";
    }

    /** The word that names it on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The drill of a word. */
    public static Optional<DrillKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The protocol of the rule: tcp or udp. */
    String protocol() {
        return protocol;
    }

    /** What DescribeDDosAllEventList must call the attack. */
    String eventType() {
        return eventType;
    }

    List<Behaviour> behaviours() {
        return behaviours;
    }

    /** The Config of ModifyNetworkRuleAttribute; empty when the rule is left as it is made. */
    String policy() {
        return policy;
    }
}
