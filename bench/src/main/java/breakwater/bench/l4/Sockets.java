package breakwater.bench.l4;

import java.lang.foreign.MemorySegment;

/** Opens the sockets of simulated clients, each from the address it is told to have. */
final class Sockets {
    private static final int SOL_IP = 0;
    private static final int SOL_SOCKET = 1;
    private static final int SOL_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    /** Leaves the choice of a port to connect, which may take one that is in use towards another peer (IP_BIND_ADDRESS_NO_PORT). */
    private static final int BIND_ADDRESS_ONLY = 24;
    private static final int DATAGRAM_BUFFER_BYTES = 1 << 20;

    private Sockets() {
    }

    /** A connection that is being opened; negative where it was refused at once. */
    static int connect(Kernel kernel, MemorySegment source, MemorySegment target) {
        int socket = Kernel.must("socket", kernel.socket(Kernel.STREAM | Kernel.NONBLOCK, 0));
        kernel.setOption(socket, SOL_IP, BIND_ADDRESS_ONLY, 1);
        kernel.setOption(socket, SOL_TCP, TCP_NODELAY, 1);
        Kernel.must("bind", kernel.bind(socket, source));
        int connected = kernel.connect(socket, target);
        if (connected < 0 && connected != -Kernel.EINPROGRESS) {
            kernel.close(socket);
            return connected;
        }
        return socket;
    }

    /** As {@link #connect}, with the least buffer for what is received: such a client's answers pile up at whoever sends them. */
    static int connectNarrow(Kernel kernel, MemorySegment source, MemorySegment target) {
        int socket = Kernel.must("socket", kernel.socket(Kernel.STREAM | Kernel.NONBLOCK, 0));
        kernel.setOption(socket, SOL_IP, BIND_ADDRESS_ONLY, 1);
        kernel.setOption(socket, SOL_SOCKET, SO_RCVBUF, 2_304);
        Kernel.must("bind", kernel.bind(socket, source));
        int connected = kernel.connect(socket, target);
        if (connected < 0 && connected != -Kernel.EINPROGRESS) {
            kernel.close(socket);
            return connected;
        }
        return socket;
    }

    /** A socket whose datagrams go to one address and which hears that address only. */
    static int datagrams(Kernel kernel, MemorySegment source, MemorySegment target) {
        int socket = unconnectedDatagrams(kernel, source);
        Kernel.must("connect", kernel.connect(socket, target));
        return socket;
    }

    /** A socket for datagrams to anybody. */
    static int unconnectedDatagrams(Kernel kernel, MemorySegment source) {
        int socket = Kernel.must("socket", kernel.socket(Kernel.DATAGRAM | Kernel.NONBLOCK, 0));
        kernel.setOption(socket, SOL_SOCKET, SO_SNDBUF, DATAGRAM_BUFFER_BYTES);
        kernel.setOption(socket, SOL_SOCKET, SO_RCVBUF, DATAGRAM_BUFFER_BYTES);
        Kernel.must("bind", kernel.bind(socket, source));
        return socket;
    }
}
