package breakwater.traffic.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.security.SecureRandom;

/**
 * Where a packet comes from: an address as two longs, IPv4 and IPv4-mapped IPv6 in one form. It can be given another address, so that
 * a socket that hears from many sources needs one object only; it belongs to one event loop at a time.
 *
 * <p>A connection or session keeps a Source of its own ({@link #copy}), because the guard notes in it what it has checked already.
 */
public final class Source {
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    /** Nobody outside may know which sources share a place in a table, so hashes differ from process to process. */
    private static final long SECRET = new SecureRandom().nextLong();
    /** {@link #country} has not been asked for yet. */
    static final int COUNTRY_UNASKED = -1;

    private long high;
    private long low;
    private long hash;
    private int country;
    private boolean trusted;
    private int checkedVersion;
    private boolean spoken;
    private long pauseNanos;

    /** A source at an address. */
    public static Source of(InetAddress address) {
        Source source = new Source();
        source.become(address);
        return source;
    }

    /** A source at an address given as two longs, IPv4 in its IPv4-mapped form. */
    public static Source of(long high, long low) {
        Source source = new Source();
        source.become(high, low);
        return source;
    }

    /** Takes another address and forgets everything about the one before. */
    public void become(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            become(0, MAPPED | (bytes[0] & 255L) << 24 | (bytes[1] & 255L) << 16 | (bytes[2] & 255L) << 8 | bytes[3] & 255L);
        } else {
            become(eight(bytes, 0), eight(bytes, 8));
        }
    }

    /** Takes another address, IPv4 in its IPv4-mapped form, and forgets everything about the one before. */
    public void become(long nextHigh, long nextLow) {
        high = nextHigh;
        low = nextLow;
        hash = mix(mix(nextHigh ^ SECRET) ^ nextLow);
        country = COUNTRY_UNASKED;
        trusted = false;
        checkedVersion = 0;
        spoken = false;
        pauseNanos = 0;
    }

    /** The same address in an object of its own. */
    public Source copy() {
        return of(high, low);
    }

    /** The first 8 bytes of the address; 0 for IPv4. */
    public long high() {
        return high;
    }

    /** The last 8 bytes; for IPv4 those of its IPv4-mapped form, 0x0000ffff followed by the address. */
    public long low() {
        return low;
    }

    /** Whether it is an IPv4 address. */
    public boolean ipv4() {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }

    /** Spread over all 64 bits, the same for the same address as long as the process lives, unknown outside. */
    public long hash() {
        return hash;
    }

    /** Its country as two packed ASCII letters, 0 where the table does not tell. */
    int country(CountryTable countries) {
        if (country == COUNTRY_UNASKED) {
            country = countries.country(high, low);
        }
        return country;
    }

    /** Whether the white list was found to let it through, at {@link #checkedVersion}. */
    boolean trusted() {
        return trusted;
    }

    /** The version of the instance's lists and regions that it was checked against; 0 for none. */
    int checkedVersion() {
        return checkedVersion;
    }

    void checked(int version, boolean byWhiteList) {
        checkedVersion = version;
        trusted = byWhiteList;
    }

    /** Answers whether these are the first bytes of this connection, and remembers that it has spoken. */
    boolean speaksFirst() {
        boolean first = !spoken;
        spoken = true;
        return first;
    }

    /** How long this connection may not be read, as of its last read. */
    long pauseNanos() {
        return pauseNanos;
    }

    void pauseNanos(long nanos) {
        pauseNanos = nanos;
    }

    /** Whether its client has sent a byte. */
    boolean spoken() {
        return spoken;
    }

    private static long eight(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = value << 8 | bytes[i] & 255;
        }
        return value;
    }

    /** The finalizer of SplitMix64: every bit of the answer depends on every bit of the input. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
