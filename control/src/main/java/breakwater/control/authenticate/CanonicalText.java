package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A growing text of bytes in which a string to sign is put together, with the vendor's percent-encoding: letters, digits
 * and {@code - _ . ~} stand for themselves, every other byte of the UTF-8 form becomes {@code %XX} in capitals.
 *
 * <p>Always rebuilt from decoded values, so that however a client encoded its request, one set of parameters has one
 * text. Belongs to one thread.
 *
 * <p>Source: the vendor's pages on signature V1 and V3; RFC 3986, section 2.3.
 */
final class CanonicalText {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '-' || c == '_' || c == '.' || c == '~';
        }
    }

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The text as it is, in UTF-8. */
    CanonicalText raw(String text) {
        for (int at = 0; at < text.length(); at++) {
            at = character(text, at, 0);
        }
        return this;
    }

    CanonicalText raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** The text, percent-encoded once. */
    CanonicalText encoded(String text) {
        return encoded(text, 1);
    }

    /** A path, percent-encoded but for its slashes. */
    CanonicalText path(String path) {
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            encoded(path.substring(from, slash), 1).raw('/');
            from = slash + 1;
        }
        return encoded(path.substring(from), 1);
    }

    /** The parameters as {@code name=value} joined by {@code &}, sorted by name: the canonical query. */
    CanonicalText query(Map<String, String> parameters) {
        return query(parameters, "", 1);
    }

    /**
     * The canonical query, as a whole percent-encoded a second time, as signature V1 wants it.
     *
     * @param without the name of the one parameter that is left out
     */
    CanonicalText queryEncodedTwice(Map<String, String> parameters, String without) {
        return query(parameters, without, 2);
    }

    private CanonicalText query(Map<String, String> parameters, String without, int times) {
        String[] names = parameters.keySet().toArray(String[]::new);
        Arrays.sort(names);
        boolean first = true;
        for (String name : names) {
            if (name.equals(without)) {
                continue;
            }
            if (!first) {
                mark('&', times);
            }
            first = false;
            encoded(name, times);
            mark('=', times);
            encoded(parameters.get(name), times);
        }
        return this;
    }

    /** A delimiter of the query, which the second encoding alone touches. */
    private void mark(char delimiter, int times) {
        if (times == 1) {
            raw(delimiter);
        } else {
            octet(delimiter, 1);
        }
    }

    private CanonicalText encoded(String text, int times) {
        for (int at = 0; at < text.length(); at++) {
            at = character(text, at, times);
        }
        return this;
    }

    /** Adds the character at this index. @return the index of its last half */
    private int character(String text, int at, int times) {
        char c = text.charAt(at);
        if (c < 0x80) {
            if (times == 0 || PLAIN[c]) {
                raw(c);
            } else {
                octet(c, times);
            }
        } else if (c < 0x800) {
            octet(0xC0 | c >> 6, times);
            octet(0x80 | c & 0x3F, times);
        } else if (!Character.isSurrogate(c)) {
            octet(0xE0 | c >> 12, times);
            octet(0x80 | c >> 6 & 0x3F, times);
            octet(0x80 | c & 0x3F, times);
        } else {
            int point = text.codePointAt(at);
            if (point == c) {
                // Half a character has no UTF-8 form: replacing it would give two different values one signature.
                throw new Refusal(GatewayError.INVALID_PARAMETER, "(a name or value)", "it holds half a surrogate pair");
            }
            octet(0xF0 | point >> 18, times);
            octet(0x80 | point >> 12 & 0x3F, times);
            octet(0x80 | point >> 6 & 0x3F, times);
            octet(0x80 | point & 0x3F, times);
            return at + 1;
        }
        return at;
    }

    /** One byte, percent-encoded the given number of times: {@code 0} as it is, {@code 1} as %XX, {@code 2} as %25XX. */
    private void octet(int value, int times) {
        room(5);
        if (times == 0) {
            bytes[length++] = (byte) value;
            return;
        }
        bytes[length++] = '%';
        if (times == 2) {
            bytes[length++] = '2';
            bytes[length++] = '5';
        }
        bytes[length++] = HEX[value >> 4 & 15];
        bytes[length++] = HEX[value & 15];
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }
}
