package breakwater.control.authorize;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP address or a CIDR range, IPv4 or IPv6. Parsed from digits alone, never looked up. An IPv4-mapped IPv6 address is
 * the IPv4 address it holds.
 */
record IpRange(byte[] address, int prefixBits) {

    /** An address, or {@code address/prefix}; empty when the text is neither. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().length * 8;
        if (slash >= 0) {
            String prefix = text.substring(slash + 1);
            if (prefix.isEmpty() || prefix.length() > 3 || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(prefix) > bits) {
                return Optional.empty();
            }
            bits = Integer.parseInt(prefix);
        }
        return Optional.of(new IpRange(address.get(), bits));
    }

    /** Whether the address, a single one, lies in this range. */
    boolean contains(IpRange single) {
        if (single.address.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int mask = prefixBits - bit >= 8 ? 0xFF : 0xFF << 8 - (prefixBits - bit) & 0xFF;
            if (((address[bit / 8] ^ single.address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> address(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.indexOf(':') < 0) {
            return four(bare);
        }
        return sixteen(bare).map(bytes -> mapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
    }

    private static boolean mapped(byte[] bytes) {
        for (int at = 0; at < 10; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static Optional<byte[]> four(String text) {
        String[] parts = text.split("\\.", 5);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] bytes = new byte[4];
        for (int at = 0; at < 4; at++) {
            String part = parts[at];
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255 || part.length() > 1 && part.charAt(0) == '0') {
                return Optional.empty();
            }
            bytes[at] = (byte) Integer.parseInt(part);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> sixteen(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        Optional<byte[]> head = groups(gap < 0 ? text : text.substring(0, gap));
        Optional<byte[]> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int given = head.get().length + tail.get().length;
        if (gap < 0 ? given != 16 : given > 14) {
            return Optional.empty();
        }
        byte[] bytes = new byte[16];
        System.arraycopy(head.get(), 0, bytes, 0, head.get().length);
        System.arraycopy(tail.get(), 0, bytes, 16 - tail.get().length, tail.get().length);
        return Optional.of(bytes);
    }

    /** Hexadecimal groups joined by colons, the last of which may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", 9);
        if (parts.length > 8) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(18);
        for (int at = 0; at < parts.length; at++) {
            String part = parts[at];
            if (at == parts.length - 1 && part.indexOf('.') >= 0) {
                Optional<byte[]> last = four(part);
                if (last.isEmpty()) {
                    return Optional.empty();
                }
                bytes.writeBytes(last.get());
            } else {
                if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
                    return Optional.empty();
                }
                int group = Integer.parseInt(part, 16);
                bytes.write(group >> 8);
                bytes.write(group);
            }
        }
        return bytes.size() > 16 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }
}
