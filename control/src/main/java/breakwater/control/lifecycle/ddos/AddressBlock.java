package breakwater.control.lifecycle.ddos;

import breakwater.model.address.IpNetwork;
import breakwater.model.address.IpText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of service addresses in CIDR notation, such as {@code 127.77.0.0/16} or {@code 2001:db8:1::/64}. Immutable.
 *
 * <p>Of an IPv4 block the first and last address (network and broadcast) are not used, unless it has only one or two; of an IPv6
 * block the first (the routers' anycast address, RFC 4291 section 2.6.1) is not. Of the largest blocks the first 2^62 addresses are used.
 */
public final class AddressBlock {
    private static final BigInteger OFFSETS_MAX = BigInteger.ONE.shiftLeft(62);

    private final IpNetwork network;
    private final AddressFamily family;
    private final long firstOffset;
    private final long lastOffset;

    private AddressBlock(IpNetwork network) {
        this.network = network;
        this.family = IpText.isIpv4(network.first()) ? AddressFamily.IPV4 : AddressFamily.IPV6;
        int bits = network.first().getAddress().length * 8 - network.prefixBits();
        BigInteger size = BigInteger.ONE.shiftLeft(bits).min(OFFSETS_MAX);
        boolean smallest = bits <= 1;
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
        if (slash < 0 || literal(notation.substring(0, slash)).isEmpty()) {
            throw new IllegalArgumentException("not a block of addresses such as 10.1.0.0/16: " + notation);
        }
        return new AddressBlock(IpNetwork.parse(notation));
    }

    /** The canonical text of an address: dotted for IPv4, RFC 5952 for IPv6; empty if this is not an address literal. */
    public static Optional<String> canonical(String address) {
        return literal(address).map(IpText::text);
    }

    /** The block in canonical notation. */
    public String notation() {
        return network.toString();
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
        byte[] address = network.first().getAddress();
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
        return literal(address).map(network::contains).orElse(false);
    }

    @Override
    public String toString() {
        return notation();
    }

    private static Optional<InetAddress> literal(String text) {
        // An IPv4-mapped literal is read as IPv4: refuse it, so that each address has one family.
        return IpText.address(text).filter(address -> !IpText.isIpv4(address) || text.indexOf(':') < 0);
    }
}
