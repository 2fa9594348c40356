package breakwater.control.request;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request: one name, one value, parsed once and used by every stage. A name that comes twice, in one
 * place or in two, is refused, so no two stages can disagree on which one counts.
 *
 * <p>Values are the percent-decoded text, unnormalised. Immutable.
 */
public final class Parameters {
    private final Map<String, String> values;
    private final Map<String, String> query;

    private Parameters(Map<String, String> values, Map<String, String> query) {
        this.values = values;
        this.query = query;
    }

    /**
     * Parses a query string, a form body on top of it, and takes over what a JSON body held.
     *
     * @param rawQuery the query string, still percent-encoded
     * @param rawForm  the form body, still percent-encoded; empty when there is none
     * @param json     the flattened JSON body; empty when there is none
     * @throws Refusal InvalidParameter for a repeated or empty name, bad percent-encoding, bytes that are not UTF-8, half
     *                 a surrogate pair or a NUL (which no database text can hold);
     *                 RequestEntityTooLarge for more than {@link RequestLimits#PARAMETERS_MAX}
     */
    public static Parameters parse(String rawQuery, String rawForm, Map<String, String> json) {
        Map<String, String> query = new LinkedHashMap<>();
        add(query, rawQuery);
        Map<String, String> values = rawForm.isEmpty() && json.isEmpty() ? query : new LinkedHashMap<>(query);
        add(values, rawForm);
        json.forEach((name, value) -> put(values, name, value, false));
        return new Parameters(Collections.unmodifiableMap(values), Collections.unmodifiableMap(query));
    }

    /** The parameters of the query string alone: what signature V3 signs apart from the body. */
    public Map<String, String> query() {
        return query;
    }

    /** The value, if the parameter was sent; it may be empty text. */
    public Optional<String> one(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All of them, in order of arrival. */
    public Map<String, String> all() {
        return values;
    }

    private static void add(Map<String, String> values, String raw) {
        int at = 0;
        int length = raw.length();
        while (at < length) {
            int end = raw.indexOf('&', at);
            if (end < 0) {
                end = length;
            }
            if (end > at) {
                int equals = raw.indexOf('=', at);
                boolean bare = equals < 0 || equals > end;
                String name = raw.substring(at, bare ? end : equals);
                String value = bare ? "" : raw.substring(equals + 1, end);
                // Most need no decoding, and then one look at them is enough.
                boolean plain = plain(name) && plain(value);
                put(values, plain ? name : decode(name), plain ? value : decode(value), plain);
            }
            at = end + 1;
        }
    }

    /** @param plain whether both are known to be plain ASCII */
    private static void put(Map<String, String> values, String name, String value, boolean plain) {
        if (name.isEmpty()) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "(empty name)", "a parameter without a name");
        }
        if (values.size() >= RequestLimits.PARAMETERS_MAX) {
            throw new Refusal(GatewayError.REQUEST_TOO_LARGE, "more than " + RequestLimits.PARAMETERS_MAX + " parameters");
        }
        if (!plain && (!storable(name) || !storable(value))) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, quoted(name), "it holds a NUL or half a surrogate pair");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, quoted(name), "it is given twice");
        }
    }

    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A sender's text, cut and cleaned so that it can stand in a message. */
    public static String quoted(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), 64));
        text.codePoints().limit(64).forEach(c -> clean.appendCodePoint(Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.FORMAT ? '?' : c));
        return clean.toString();
    }

    /** Whether the text is ASCII without NUL that stands for itself. */
    private static boolean plain(String encoded) {
        int odd = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            odd |= c - 1 | 0x7F - c;
        }
        return odd >= 0 && encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0;
    }

    private static String decode(String encoded) {
        // Raw bytes above 0x7F arrive as ISO 8859-1 characters, so that UTF-8 sent unescaped is judged as bytes too.
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        int seen = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new Refusal(GatewayError.INVALID_PARAMETER, quoted(encoded), "bad percent-encoding");
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            }
            seen |= bytes[length - 1];
        }
        if (seen >= 0) {
            // No byte above 0x7F: nothing to judge.
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, quoted(encoded), "not UTF-8");
        }
    }
}
