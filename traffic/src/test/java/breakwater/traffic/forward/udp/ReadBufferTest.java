package breakwater.traffic.forward.udp;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.traffic.LeakWatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ReadBufferTest {
    private record Held(ByteBuf datagram, int mark) {
    }

    /** A loop's turn as Netty plays it: sockets read, datagrams wait for their sending, and go in any order. */
    @Test
    void memoryInWhichADatagramStillWaitsIsNeverReadIntoAgain() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread loop = new FastThreadLocalThread(() -> {
            for (int seed = 0; seed < 20; seed++) {
                read(new SplittableRandom(seed), seed);
            }
        });
        loop.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        loop.start();
        loop.join();
        assertThat(failure.get()).isNull();
    }

    private static void read(SplittableRandom random, int seed) {
        ReadBuffer buffers = new ReadBuffer(128);
        RecvByteBufAllocator.Handle[] sockets = new RecvByteBufAllocator.Handle[10];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = buffers.newHandle();
        }
        ArrayDeque<Held> waiting = new ArrayDeque<>();
        for (int turn = 0; turn < 300; turn++) {
            RecvByteBufAllocator.Handle socket = sockets[random.nextInt(sockets.length)];
            ByteBuf memory = socket.allocate(ByteBufAllocator.DEFAULT);
            int slots = memory.writableBytes() / ReadBuffer.SLOT_BYTES;
            assertThat(slots).isBetween(2, ReadBuffer.DATAGRAMS);
            socket.attemptedBytesRead(slots * ReadBuffer.SLOT_BYTES);
            int received = random.nextInt(4) == 0 ? slots : random.nextInt(slots + 1);
            for (int slot = 0; slot < received; slot++) {
                int mark = random.nextInt();
                memory.setInt(slot * ReadBuffer.SLOT_BYTES, mark);
                memory.setInt(slot * ReadBuffer.SLOT_BYTES + 65_500, mark);
                waiting.add(new Held(memory.retainedSlice(slot * ReadBuffer.SLOT_BYTES, 65_507), mark));
            }
            switch (random.nextInt(10)) {
                // A failed read tells nothing.
                case 0 -> received = 0;
                default -> socket.lastBytesRead(received == 0 ? -1 : received * ReadBuffer.SLOT_BYTES);
            }
            memory.release();
            int sent = random.nextInt(5) == 0 ? waiting.size() : random.nextInt(3);
            for (int i = 0; i < sent && !waiting.isEmpty(); i++) {
                send(random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast(), seed, turn);
            }
            // More than a loop keeps may wait as well.
            while (waiting.size() > 400) {
                send(waiting.pollFirst(), seed, turn);
            }
        }
        while (!waiting.isEmpty()) {
            send(waiting.pollFirst(), seed, -1);
        }
    }

    private static void send(Held held, int seed, int turn) {
        assertThat(held.datagram().getInt(0)).as("seed " + seed + " turn " + turn).isEqualTo(held.mark());
        assertThat(held.datagram().getInt(65_500)).isEqualTo(held.mark());
        held.datagram().release();
    }
}
