package breakwater.control.lifecycle.esa;

import java.util.Locale;
import java.util.Optional;

/**
 * A domain name that can be a site: ASCII (a name of another script in its {@code xn--} form), lower case, at least two labels
 * of at most 63 letters, digits and inner hyphens, at most 253 characters, no trailing dot, a last label that is not all
 * digits, and more than a public suffix. Immutable.
 *
 * @param text       the name
 * @param registered the part of it that one registers: its public suffix and one label more
 */
public record SiteName(String text, String registered) {
    private static final int LENGTH_MAX = 253;
    private static final int LABEL_LENGTH_MAX = 63;

    /** The name in a text, in lower case; empty when the text cannot be a site. */
    public static Optional<SiteName> parse(String text) {
        // ASCII first: lower-casing would turn some other letters, such as the Kelvin sign, into ASCII ones.
        if (text.length() > LENGTH_MAX || text.chars().anyMatch(c -> c > 0x7f)) {
            return Optional.empty();
        }
        String name = text.toLowerCase(Locale.ROOT);
        String[] labels = name.split("\\.", -1);
        if (labels.length < 2 || labels[labels.length - 1].chars().allMatch(SiteName::digit)) {
            return Optional.empty();
        }
        for (String label : labels) {
            if (!label(label)) {
                return Optional.empty();
            }
        }
        String parent = name.substring(name.indexOf('.') + 1);
        if (PublicSuffixes.contains(name)) {
            return Optional.empty();
        }
        String registered = name;
        while (!PublicSuffixes.contains(parent) && parent.indexOf('.') >= 0) {
            registered = parent;
            parent = parent.substring(parent.indexOf('.') + 1);
        }
        return Optional.of(new SiteName(name, registered));
    }

    /** Whether it lies below the name that one registers. */
    public boolean subdomain() {
        return !text.equals(registered);
    }


    private static boolean label(String label) {
        return !label.isEmpty() && label.length() <= LABEL_LENGTH_MAX && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || digit(c) || c == '-');
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
