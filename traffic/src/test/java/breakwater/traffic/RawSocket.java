package breakwater.traffic;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sends packets of IPv4 whose headers the test has written, forged sources included (raw(7)): no class of the JDK can. Only in a network where this
 * process has every right. An instance, and the thread that made it, belong together.
 */
final class RawSocket implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_RAW = 255;
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int IP_HEADER_BYTES = 20;
    private static final int TCP_HEADER_BYTES = 20;
    private static final int UDP_HEADER_BYTES = 8;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int PACKET_BYTES_MAX = 1_500;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MethodHandle SOCKET = call("socket", INT, INT, INT, INT);
    private static final MethodHandle SEND_TO = call("sendto", LONG, INT, ValueLayout.ADDRESS, LONG, INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle OPEN = call("open", INT, ValueLayout.ADDRESS, INT);
    private static final MethodHandle SET_NAMESPACE = call("setns", INT, INT, INT);
    private static final MethodHandle CLOSE = call("close", INT, INT);

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes = arena.allocate(PACKET_BYTES_MAX);
    private final MemorySegment to = arena.allocate(16);
    private final int socket;

    RawSocket() throws IOException {
        try {
            socket = (int) SOCKET.invokeExact(AF_INET, SOCK_RAW, IPPROTO_RAW);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        done("socket", socket);
        to.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
    }

    private static MethodHandle call(String name, MemoryLayout answer, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, arguments));
    }

    private static IllegalStateException impossible(Throwable thrown) {
        return new IllegalStateException("a downcall threw", thrown);
    }

    private static void done(String what, long answer) throws IOException {
        if (answer < 0) {
            throw new IOException(what + " was refused");
        }
    }

    /** Moves the calling thread, and nothing else of the process, into the network of this name. */
    static void enterNetwork(String name) throws IOException {
        int file;
        int entered;
        try (Arena arena = Arena.ofConfined()) {
            file = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + name), 0);
            entered = (int) SET_NAMESPACE.invokeExact(file, CLONE_NEWNET);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        done("open", file);
        done("setns", entered);
        close(file);
    }

    private static void close(int descriptor) throws IOException {
        int closed;
        try {
            closed = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        done("close", closed);
    }

    /**
     * Sends a TCP segment without data (RFC 9293 section 3.1).
     *
     * @param flags the eight bits CWR, ECE, URG, ACK, PSH, RST, SYN, FIN
     */
    void segment(int source, int sourcePort, int target, int targetPort, int flags, int sequence, int acknowledged) throws IOException {
        ByteBuffer packet = packet(TCP, source, target, TCP_HEADER_BYTES);
        packet.putShort((short) sourcePort).putShort((short) targetPort).putInt(sequence).putInt(acknowledged);
        // A header of five words, the largest window; the checksum comes later, the urgent pointer points nowhere.
        packet.putShort((short) (5 << 12 | flags)).putShort((short) 0xFFFF).putInt(0);
        packet.putShort(IP_HEADER_BYTES + 16, checksum(packet));
        send(packet, target);
    }

    /** Sends a datagram of so many zeroes (RFC 768), without a checksum. */
    void datagram(int source, int sourcePort, int target, int targetPort, int contentBytes) throws IOException {
        ByteBuffer packet = packet(UDP, source, target, UDP_HEADER_BYTES + contentBytes);
        packet.putShort((short) sourcePort).putShort((short) targetPort).putShort((short) (UDP_HEADER_BYTES + contentBytes)).putShort((short) 0);
        send(packet.position(packet.limit()), target);
    }

    /** The kernel fills in the length, the identification and the checksum of the IP header. */
    private static ByteBuffer packet(int protocol, int source, int target, int bytes) {
        // No options, time to live 64.
        return ByteBuffer.allocate(IP_HEADER_BYTES + bytes).putInt(0x4500_0000).putInt(0).putInt(64 << 24 | protocol << 16).putInt(source).putInt(target);
    }

    /** Over the segment and what of the IP header counts as its own: addresses, protocol, length. */
    private static short checksum(ByteBuffer packet) {
        int sum = TCP + TCP_HEADER_BYTES;
        for (int at = 12; at < IP_HEADER_BYTES + TCP_HEADER_BYTES; at += 2) {
            sum += Short.toUnsignedInt(packet.getShort(at));
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~((sum & 0xFFFF) + (sum >>> 16));
    }

    private void send(ByteBuffer packet, int target) throws IOException {
        bytes.copyFrom(MemorySegment.ofArray(packet.array()));
        to.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 4, target);
        long sent;
        try {
            sent = (long) SEND_TO.invokeExact(socket, bytes, (long) packet.limit(), 0, to, 16);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        done("sendto", sent);
    }

    @Override
    public void close() throws IOException {
        close(socket);
        arena.close();
    }
}
