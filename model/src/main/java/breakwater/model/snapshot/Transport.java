package breakwater.model.snapshot;

/** What a rule forwards. */
public enum Transport {
    /** Connections. */
    TCP,
    /** Datagrams. */
    UDP
}
