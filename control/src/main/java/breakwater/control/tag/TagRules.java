package breakwater.control.tag;

import java.util.Locale;
import java.util.Optional;

/** What a tag may be called, as the vendor's tag service rules. Lengths are counted in Unicode code points. */
public final class TagRules {
    /** Tags one resource may carry. */
    public static final int TAGS_PER_RESOURCE_MAX = 20;
    /** Longest key, code points; the shortest is 1. */
    public static final int KEY_LENGTH_MAX = 128;
    /** Longest value, code points; the shortest is 0. */
    public static final int VALUE_LENGTH_MAX = 128;

    private TagRules() {
    }

    /** What is wrong with a key, in words that fit behind "is not valid:"; empty when nothing is. */
    public static Optional<String> keyFault(String key) {
        if (key.isEmpty() || length(key) > KEY_LENGTH_MAX) {
            return Optional.of("a key has 1 to " + KEY_LENGTH_MAX + " characters");
        }
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aliyun") || lower.startsWith("acs:")) {
            return Optional.of("a key cannot start with aliyun or acs:");
        }
        return lower.contains("http://") || lower.contains("https://")
                ? Optional.of("a key cannot contain http:// or https://") : Optional.empty();
    }

    /** What is wrong with a value, likewise. */
    public static Optional<String> valueFault(String value) {
        if (length(value) > VALUE_LENGTH_MAX) {
            return Optional.of("a value has at most " + VALUE_LENGTH_MAX + " characters");
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("http://") || lower.contains("https://")
                ? Optional.of("a value cannot contain http:// or https://") : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
