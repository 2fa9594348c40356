package breakwater.control.lifecycle.ddos;

import breakwater.model.address.IpText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of service addresses in CIDR notation, such as {@code 127.77.0.0/16} or {@code 2001:db8:1::/64}. Immutable.
 *
 * <p>Of an IPv4 block the first and last address (network and broadcast) are not used, unless it has only one or two; of an IPv6
 * block the first (the routers' anycast address, RFC 4291 section 2.6.1) is not. Of the largest blocks the first 2^62 addresses are used.
 */
public final class AddressBlock {
    private static final BigInteger OFFSETS_MAX = BigInteger.ONE.shiftLeft(62);

    private final String notation;
    private final AddressFamily family;
    private final byte[] base;
    private final int prefixLength;
    private final long firstOffset;
    private final long lastOffset;

    private AddressBlock(byte[] base, int prefixLength) {
        this.base = base;
        this.prefixLength = prefixLength;
        this.family = base.length == 4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
        this.notation = IpText.text(base) + "/" + prefixLength;
        BigInteger size = BigInteger.ONE.shiftLeft(base.length * 8 - prefixLength).min(OFFSETS_MAX);
        boolean smallest = base.length * 8 - prefixLength <= 1;
        this.firstOffset = smallest ? 0 : 1;
        this.lastOffset = size.longValueExact() - (family == AddressFamily.IPV4 && !smallest ? 2 : 1);
    }

    /**
     * Reads a block. No name is looked up.
     *
     * @throws IllegalArgumentException if it is not an address literal and a prefix length, or bits behind the prefix are set
     */
    public static AddressBlock parse(String notation) {
        int slash = notation.indexOf('/');
        if (slash < 0 || !notation.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not a block of addresses such as 10.1.0.0/16: " + notation);
        }
        byte[] base = literal(notation.substring(0, slash)).orElseThrow(
                () -> new IllegalArgumentException("not an address before the slash: " + notation));
        int prefixLength = Integer.parseInt(notation.substring(slash + 1));
        if (prefixLength > base.length * 8) {
            throw new IllegalArgumentException("the prefix is longer than the address: " + notation);
        }
        if (!Arrays.equals(masked(base, prefixLength), base)) {
            throw new IllegalArgumentException("bits behind the prefix are set: " + notation);
        }
        return new AddressBlock(base, prefixLength);
    }

    /** The canonical text of an address: dotted for IPv4, RFC 5952 for IPv6; empty if this is not an address literal. */
    public static Optional<String> canonical(String address) {
        return literal(address).map(IpText::text);
    }

    /** The block in canonical notation. */
    public String notation() {
        return notation;
    }

    public AddressFamily family() {
        return family;
    }

    /** Offset of the first address that may be used, from the start of the block. */
    public long firstOffset() {
        return firstOffset;
    }

    /** Offset of the last address that may be used, inclusive. */
    public long lastOffset() {
        return lastOffset;
    }

    /** The address at an offset, in canonical text. */
    public String address(long offset) {
        byte[] address = base.clone();
        long rest = offset;
        for (int at = address.length - 1; rest != 0; at--) {
            long sum = (address[at] & 0xff) + (rest & 0xff);
            address[at] = (byte) sum;
            rest = (rest >>> 8) + (sum >>> 8);
        }
        return IpText.text(address);
    }

    /** Whether an address, in any literal form, lies in this block. */
    public boolean contains(String address) {
        Optional<byte[]> bytes = literal(address);
        return bytes.isPresent() && bytes.get().length == base.length
                && Arrays.equals(masked(bytes.get(), prefixLength), base);
    }

    @Override
    public String toString() {
        return notation;
    }

    private static Optional<byte[]> literal(String text) {
        // An IPv4-mapped literal is read as IPv4: refuse it, so that each address has one family.
        return IpText.address(text).filter(address -> !IpText.isIpv4(address) || text.indexOf(':') < 0).map(InetAddress::getAddress);
    }

    private static byte[] masked(byte[] address, int prefixLength) {
        byte[] masked = address.clone();
        for (int at = 0; at < masked.length; at++) {
            int kept = Math.clamp(prefixLength - at * 8L, 0, 8);
            masked[at] &= (byte) (0xff00 >> kept);
        }
        return masked;
    }
}
