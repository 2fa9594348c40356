package breakwater.traffic.forward.stream;

import io.netty.channel.ChannelId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells connections apart within this process. Netty's own ids are unique in the world, which nobody needs here, and cost each connection a time, a
 * random number and some hundred bytes.
 *
 * @param number counted from 1
 */
record StreamId(long number) implements ChannelId {
    private static final AtomicLong GIVEN = new AtomicLong();

    static StreamId next() {
        return new StreamId(GIVEN.incrementAndGet());
    }

    @Override
    public String asShortText() {
        return Long.toHexString(number);
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return asLongText().compareTo(other.asLongText());
    }
}
