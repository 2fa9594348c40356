package breakwater.model.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation, such as {@code 10.1.0.0/16}. Immutable.
 *
 * @param first      its first address; no bit behind the prefix is set
 * @param prefixBits leading bits, 0 to 32 or 0 to 128
 */
public record IpNetwork(InetAddress first, int prefixBits) {
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
    /** What an IPv4-mapped address has before the IPv4 one. */
    private static final int MAPPED_BITS = 96;

    /** @throws IllegalArgumentException if the prefix does not fit the address, or bits behind it are set */
    public IpNetwork {
        byte[] bytes = first.getAddress();
        if (prefixBits < 0 || prefixBits > bytes.length * 8) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits does not fit " + IpText.text(bytes));
        }
        for (int bit = prefixBits; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] & 0x80 >> bit % 8) != 0) {
                throw new IllegalArgumentException("bits behind the prefix are set: " + IpText.text(bytes) + "/" + prefixBits);
            }
        }
    }

    /**
     * Reads a network, or a single address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static IpNetwork parse(String notation) {
        int slash = notation.indexOf('/');
        InetAddress first = IpText.address(slash < 0 ? notation : notation.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not a network such as 10.1.0.0/16: " + notation));
        if (slash < 0) {
            return new IpNetwork(first, first.getAddress().length * 8);
        }
        String prefix = notation.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not a network such as 10.1.0.0/16: " + notation);
        }
        return new IpNetwork(first, Integer.parseInt(prefix));
    }

    /**
     * The network of an address, or of an address, a slash and a prefix, where bits behind the prefix may be set. That of an IPv4-mapped
     * address is the IPv4 one.
     *
     * @return empty if the text is neither, or the prefix does not fit
     */
    public static Optional<IpNetwork> of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        return IpText.address(literal).flatMap(address -> {
            int bits = address.getAddress().length * 8;
            if (slash < 0) {
                return Optional.of(new IpNetwork(address, bits));
            }
            if (!PREFIX.matcher(prefix).matches()) {
                return Optional.empty();
            }
            boolean mapped = IpText.isIpv4(address) && literal.indexOf(':') >= 0;
            int given = Integer.parseInt(prefix) - (mapped ? MAPPED_BITS : 0);
            return given < 0 || given > bits ? Optional.empty() : Optional.of(around(address, given));
        });
    }

    /**
     * The network of that size that an address lies in.
     *
     * @throws IllegalArgumentException if the prefix does not fit the address
     */
    public static IpNetwork around(InetAddress address, int prefixBits) {
        byte[] bytes = address.getAddress();
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] &= (byte) (0xff00 >> Math.clamp(prefixBits - at * 8L, 0, 8));
        }
        try {
            return new IpNetwork(InetAddress.getByAddress(bytes), prefixBits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** Whether an address of the same family lies in it; one of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff00 >> rest) == 0;
    }

    @Override
    public String toString() {
        return IpText.text(first) + "/" + prefixBits;
    }
}
