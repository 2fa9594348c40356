package breakwater.control.error;

import java.time.Duration;
import java.util.List;

/**
 * Ends a request with an {@link ApiError}. Thrown by the stages of the pipeline and by operations, caught in one place
 * (the pipeline), which rolls back what the operation changed and answers with the error.
 *
 * <p>Carries no stack trace: a refusal is an answer, not a fault of this program. Its details go to the client, so they
 * must never hold a secret.
 */
public final class Refusal extends RuntimeException {
    private final transient ApiError error;
    private final List<String> details;
    private final Duration retryAfter;

    /** @param details replace {@code {0}}, {@code {1}} … in the error's code and text, in this order */
    public Refusal(ApiError error, String... details) {
        this(error, Duration.ZERO, List.of(details));
    }

    private Refusal(ApiError error, Duration retryAfter, List<String> details) {
        super(error.code(), null, false, false);
        this.error = error;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    /** A refusal that is over after a time, so that the client can wait just as long. */
    public static Refusal until(ApiError error, Duration retryAfter) {
        return new Refusal(error, retryAfter, List.of());
    }

    /** How long until the same request may succeed; zero when nobody knows. */
    public Duration retryAfter() {
        return retryAfter;
    }

    public ApiError error() {
        return error;
    }

    /** The wire code with its details filled in. */
    public String code() {
        return fill(error.code());
    }

    /** The message with its details filled in. */
    public String text() {
        return fill(error.text());
    }

    private String fill(String template) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        StringBuilder filled = new StringBuilder(template.length() + 32);
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '{' && at + 2 < template.length() && template.charAt(at + 2) == '}') {
                int index = template.charAt(at + 1) - '0';
                if (index >= 0 && index < details.size()) {
                    filled.append(details.get(index));
                    at += 2;
                    continue;
                }
            }
            filled.append(c);
        }
        return filled.toString();
    }

    @Override
    public String getMessage() {
        return code() + ": " + text();
    }
}
