package breakwater.traffic.forward.tcp;

import io.netty.channel.WriteBufferWaterMark;

/**
 * What waits on one event loop for receivers that are behind, and what all its connections may hold for that reason. Of that loop.
 *
 * <p>Each connection alone may hold 2 MiB ({@link RelaySettings}), so some hundred that read nothing could take all direct memory, and then
 * nobody can be read. A loop that holds half of its share therefore saves: it reads a sixteenth at once, and stops a sender at a sixteenth of the marks, which
 * costs slow receivers speed and nobody the connection. Only a loop that is full even so ends connections, those that hold most, until an
 * eighth of its share is free.
 */
final class HeldBytes {
    /** 128 KiB a connection instead of 2 MiB; a read of 16 KiB still carries ten packets of an Ethernet. */
    private static final int SAVING_DIVISOR = 16;

    private final long max;
    private final RelaySettings settings;
    private final LoopReads reads;
    private final WriteBufferWaterMark usual;
    private final WriteBufferWaterMark saved;
    private long held;
    private boolean saving;

    /**
     * @param max   the loop's share in bytes
     * @param reads how the loop reads
     */
    HeldBytes(long max, RelaySettings settings, LoopReads reads) {
        this.max = max;
        this.settings = settings;
        this.reads = reads;
        this.usual = new WriteBufferWaterMark(settings.heldBytesLow(), settings.heldBytesHigh());
        // What waits must be less than the low mark to be let on, so that is never 0.
        this.saved = new WriteBufferWaterMark(Math.max(1, settings.heldBytesLow() / SAVING_DIVISOR), settings.heldBytesHigh() / SAVING_DIVISOR);
    }

    /** A connection holds so much more than it did, or less. */
    void change(long bytes) {
        held += bytes;
        // Begun at a half and over at a quarter, so that it does not come and go with each read.
        boolean save = held > (saving ? max / 4 : max / 2);
        if (save != saving) {
            saving = save;
            reads.readAtOnce(readBytes());
        }
    }

    /** Its sum over the connections. */
    long held() {
        return held;
    }

    /** The largest single read now. */
    int readBytes() {
        return saving ? settings.readBytes() / SAVING_DIVISOR : settings.readBytes();
    }

    /** The marks of every receiver now: one of two objects, which can be compared by identity. */
    WriteBufferWaterMark waterMark() {
        return saving ? saved : usual;
    }

    /** Whether connections must end. */
    boolean full() {
        return held > max;
    }

    /** Whether enough have ended. */
    boolean roomy() {
        return held <= max - max / 8;
    }
}
