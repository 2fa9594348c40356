package breakwater.model.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses from and to text. No name is ever looked up. Stateless; used from any thread. */
public final class IpText {
    /** Four decimal numbers; a leading zero would be octal to some readers and decimal to others, so there is none. */
    private static final Pattern DOTTED = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpText() {
    }

    /**
     * The address that a literal says: four decimal numbers, or IPv6 without a zone. An IPv4-mapped literal gives the IPv4 address.
     *
     * @return empty for anything else: names, one decimal number, octal, hexadecimal, a zone such as {@code %eth0}, blanks
     */
    public static Optional<InetAddress> address(String literal) {
        if (literal.length() > 45 || !DOTTED.matcher(literal).matches()
                && (literal.indexOf(':') < 0 || !COLONS.matcher(literal).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The canonical text of an address: dotted for IPv4, RFC 5952 for IPv6, without a zone. */
    public static String text(InetAddress address) {
        return text(address.getAddress());
    }

    /** The canonical text of an address of 4 or 16 bytes in network order. */
    public static String text(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int at = 0; at < 8; at++) {
            groups[at] = (address[at * 2] & 0xff) << 8 | address[at * 2 + 1] & 0xff;
        }
        // RFC 5952 section 4: the longest run of at least two zero groups is shortened, the first of several equal ones.
        int runStart = -1;
        int runLength = 1;
        for (int at = 0; at < 8; at++) {
            int end = at;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - at > runLength) {
                runStart = at;
                runLength = end - at;
            }
            at = Math.max(at, end - 1);
        }
        StringBuilder text = new StringBuilder(40);
        for (int at = 0; at < 8; at++) {
            if (at == runStart) {
                text.append("::");
                at += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[at]));
        }
        return text.toString();
    }

    /** Whether an address is IPv4. */
    public static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }
}
