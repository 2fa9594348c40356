package breakwater.bench.l4;

import breakwater.model.snapshot.Transport;

/** What the origin offers, and every relay carries under the same port of its own address. */
enum Service {
    /** Answers requests, one after the other. */
    ANSWERS(Transport.TCP, 18_081),
    /** Answers one request and closes. */
    ONCE(Transport.TCP, 18_082),
    /** Sends without end once it was asked. */
    BULK(Transport.TCP, 18_083),
    /** Echoes datagrams. */
    DATAGRAMS(Transport.UDP, 18_084);

    private final Transport transport;
    private final int frontendPort;

    Service(Transport transport, int frontendPort) {
        this.transport = transport;
        this.frontendPort = frontendPort;
    }

    Transport transport() {
        return transport;
    }

    int frontendPort() {
        return frontendPort;
    }
}
