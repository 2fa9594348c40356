package breakwater.app.drill;

/** What an attacking source does. */
enum Behaviour {
    /** Opens connections faster than it may, and closes them. */
    RUSH(50, "open connections faster than they may"),
    /** Opens connections and keeps them. */
    HOARD(16, "open connections and keep them"),
    /** Opens connections and closes them without a byte. */
    KNOCK(8, "open connections and close them without a byte"),
    /** Opens connections and keeps them without a byte. */
    SILENT(6, "open connections, keep them and never say a word"),
    /** Opens connections, keeps them and sends a byte a second on each. */
    TRICKLE(6, "open connections, keep them and send a byte a second"),
    /** Sends many small datagrams. */
    MANY(200, "send many small datagrams"),
    /** Sends few large datagrams. */
    LARGE(40, "send large datagrams, more bytes than they may"),
    /** Sends datagrams from a port that answers of abused servers come from. */
    REFLECT(50, "send datagrams as abused servers do, from their ports");

    private final int perSecondMax;
    private final String words;

    Behaviour(int perSecondMax, String words) {
        this.perSecondMax = perSecondMax;
        this.words = words;
    }

    /** Connections or datagrams a second of one source at most. */
    int perSecondMax() {
        return perSecondMax;
    }

    /** What such sources do, as a clause. */
    String words() {
        return words;
    }

    /** Whether its connections stay open. */
    boolean keeps() {
        return switch (this) {
            case HOARD, SILENT, TRICKLE -> true;
            case RUSH, KNOCK, MANY, LARGE, REFLECT -> false;
        };
    }
}
