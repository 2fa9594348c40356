package breakwater.bench.l4;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The origin in a process of its own. */
final class OriginProcess implements AutoCloseable {
    private final ChildProcess process;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    private OriginProcess(ChildProcess process) throws IOException {
        this.process = process;
        String[] said = process.awaitLine("port").split(" ");
        for (Service service : Service.values()) {
            ports.put(service, Integer.valueOf(said[service.ordinal()]));
        }
    }

    static OriginProcess start(Placement placement) throws IOException {
        return new OriginProcess(ChildProcess.java(placement, List.of("-Xmx256m"), Origin.class, List.of()));
    }

    InetSocketAddress address(Service service) {
        return new InetSocketAddress("127.0.0.1", ports.get(service));
    }

    @Override
    public void close() {
        process.close();
    }
}
