package breakwater.app.log;

/**
 * Makes text safe for one line of a log: what came from a caller can neither start a new line, nor move a terminal's cursor,
 * nor reverse the reading direction. Pure.
 */
final class Escaping {
    private Escaping() {
    }

    /** Control, format, line-separator and unpaired surrogate characters become {@code \\uXXXX}; the rest stays. */
    static String visible(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    /** The same, as the inside of a JSON string. */
    static String json(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                safe.append('\\').append((char) c);
            } else {
                append(safe, c);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> {
                for (char unit : Character.toChars(c)) {
                    safe.append("\\u").append(hexDigit(unit >> 12)).append(hexDigit(unit >> 8)).append(hexDigit(unit >> 4))
                            .append(hexDigit(unit));
                }
            }
            default -> safe.appendCodePoint(c);
        }
    }

    private static char hexDigit(int value) {
        return Character.forDigit(value & 0xF, 16);
    }
}
