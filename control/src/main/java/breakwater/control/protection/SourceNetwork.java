package breakwater.control.protection;

import breakwater.model.address.IpNetwork;
import breakwater.model.address.IpText;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A source that can be listed: one address or a CIDR block. Immutable, and canonical: bits behind the prefix are zero, and an IPv4-mapped
 * IPv6 address or block is the IPv4 one, so that one network has one text.
 *
 * @param first      its first address
 * @param prefixBits {@value #IPV4_PREFIX_LEAST} to 32, or {@value #IPV6_PREFIX_LEAST} to 128
 */
public record SourceNetwork(InetAddress first, int prefixBits) {
    /** The widest IPv4 block that can be listed (the vendor's limit): nobody locks the whole world out, or in, by a slip. */
    public static final int IPV4_PREFIX_LEAST = 8;
    /** The widest IPv6 block that can be listed (the vendor's limit). */
    public static final int IPV6_PREFIX_LEAST = 32;

    /**
     * Reads a source: an address, or an address and {@code /} and a prefix length. No name is looked up; what different readers would
     * read differently (leading zeros, a zone, one decimal number) is not an address.
     *
     * @throws IllegalArgumentException saying what is wrong with it, without repeating it
     */
    public static SourceNetwork parse(String text) {
        IpNetwork network = IpNetwork.of(text)
                .orElseThrow(() -> new IllegalArgumentException("it must be an IP address or a CIDR block"));
        InetAddress first = network.first();
        int most = first.getAddress().length * 8;
        int least = IpText.isIpv4(first) ? IPV4_PREFIX_LEAST : IPV6_PREFIX_LEAST;
        if (network.prefixBits() < least) {
            throw new IllegalArgumentException("its prefix length must be " + least + " to " + most);
        }
        if (same(first, (byte) 0) || network.prefixBits() == most && same(first, (byte) 0xff)) {
            throw new IllegalArgumentException("the unspecified and the broadcast address are no sources");
        }
        return new SourceNetwork(first, network.prefixBits());
    }

    /** Whether {@link #parse} takes this text. */
    public static boolean valid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException notASource) {
            return false;
        }
    }

    /** Whether it is IPv4. */
    public boolean ipv4() {
        return IpText.isIpv4(first);
    }

    /** Its text: the address alone if it is one address. */
    public String text() {
        String address = IpText.text(first);
        return prefixBits == first.getAddress().length * 8 ? address : address + "/" + prefixBits;
    }

    /** Whether all of an address's bytes have that value. */
    private static boolean same(InetAddress address, byte value) {
        byte[] bytes = address.getAddress();
        byte[] wanted = new byte[bytes.length];
        Arrays.fill(wanted, value);
        return Arrays.equals(bytes, wanted);
    }
}
