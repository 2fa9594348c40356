package breakwater.traffic.forward.tcp;

/** Who handed over a connection, and is told what concerns more than that connection. Called on event loops, so it must not block. */
public interface RelayOwner {
    /** A connection has ended, and both its sockets are closed or closing; called once for each. */
    void over();

    /** A socket to an origin could not be made: the process, or the machine, has no descriptors left. */
    void descriptorsRanOut(Throwable cause);
}
