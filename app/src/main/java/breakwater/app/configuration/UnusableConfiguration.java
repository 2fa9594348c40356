package breakwater.app.configuration;

import java.util.List;

/** The configuration cannot be used. The message names every problem found, by key; it never shows a secret's value. */
public final class UnusableConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableConfiguration(List<String> problems) {
        super(String.join("; ", problems));
    }
}
