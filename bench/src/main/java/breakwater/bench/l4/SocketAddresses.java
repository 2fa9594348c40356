package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** IPv4 socket addresses as the kernel reads them ({@code struct sockaddr_in}), 16 bytes each. */
final class SocketAddresses {
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    /** 127.100.0.1, where the addresses of simulated clients begin. */
    private static final int SOURCES_FROM = 0x7F64_0001;
    /** 127.120.0.1, where those of attackers begin. */
    private static final int ATTACKERS_FROM = 0x7F78_0001;

    private SocketAddresses() {
    }

    static MemorySegment of(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        return of(MemorySegment.ofArray(bytes).get(NETWORK_INT, 0), address.getPort());
    }

    static MemorySegment of(int address, int port) {
        MemorySegment made = Arena.ofAuto().allocate(16);
        made.set(ValueLayout.JAVA_SHORT, 0, (short) Kernel.AF_INET);
        made.set(NETWORK_SHORT, 2, (short) port);
        made.set(NETWORK_INT, 4, address);
        return made;
    }

    /** Addresses of clients on loopback, with any port. */
    static MemorySegment[] clients(int count) {
        return from(SOURCES_FROM, count);
    }

    /** Addresses of attackers on loopback, none of which is a client's. */
    static MemorySegment[] attackers(int count) {
        return from(ATTACKERS_FROM, count);
    }

    private static MemorySegment[] from(int first, int count) {
        MemorySegment[] all = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            all[i] = of(first + i, 0);
        }
        return all;
    }

    static int port(MemorySegment address) {
        return Short.toUnsignedInt(address.get(NETWORK_SHORT, 2));
    }
}
