package breakwater.control.pipeline;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes RequestIds: upper-case UUIDs of version 7 (RFC 9562 section 5.7). They begin with the wall clock's milliseconds,
 * so the audit table grows at its end however many there are. Thread-safe.
 */
public final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final InstantSource wall;

    public RequestIds(InstantSource wall) {
        this.wall = wall;
    }

    /** A new RequestId, unique without coordination: 74 of its bits are random. */
    public String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = wall.millis() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        String digits = HEX.toHexDigits(high) + HEX.toHexDigits(low);
        return digits.substring(0, 8) + '-' + digits.substring(8, 12) + '-' + digits.substring(12, 16) + '-'
                + digits.substring(16, 20) + '-' + digits.substring(20);
    }
}
