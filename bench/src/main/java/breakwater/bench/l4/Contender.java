package breakwater.bench.l4;

/** What is compared. Each has an address of its own on loopback, so all can run at once. */
enum Contender {
    /** No relay at all: the limit of the load and the origin. */
    DIRECT("no relay (the limit)", "", ""),
    /** The traffic plane, as the program runs it. */
    BREAKWATER("Breakwater", "127.78.0.1", ""),
    /** HAProxy with its stick table. */
    HAPROXY("HAProxy", "127.78.0.2", "haproxy.cfg"),
    /** The same, which moves bytes within the kernel. */
    HAPROXY_SPLICE("HAProxy, splice", "127.78.0.3", "haproxy.cfg"),
    /** nginx's stream module. */
    NGINX("nginx stream", "127.78.0.4", "nginx.conf");

    private final String label;
    private final String address;
    private final String configuration;

    Contender(String label, String address, String configuration) {
        this.label = label;
        this.address = address;
        this.configuration = configuration;
    }

    String label() {
        return label;
    }

    String address() {
        return address;
    }

    String configuration() {
        return configuration;
    }
}
