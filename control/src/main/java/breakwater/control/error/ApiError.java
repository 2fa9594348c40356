package breakwater.control.error;

/**
 * One refusal that the API can answer with. Each product's refusals are one enum, whose constants are the
 * catalogue: the served error pages, the tests of precedence and the answers themselves all read from it.
 *
 * <p>Immutable; used from any thread.
 */
public sealed interface ApiError
        permits GatewayError, DdoscooError, EsaError, BillingError, RamError, StsError, BreakwaterError {

    /** All that is said of this refusal. */
    Facts facts();

    /** See {@link Facts}. */
    default String code() {
        return facts().code();
    }

    /** See {@link Facts}. */
    default int status() {
        return facts().status();
    }

    /** See {@link Facts}. */
    default Blame blame() {
        return facts().blame();
    }

    /** See {@link Facts}. */
    default boolean retryable() {
        return facts().retryable();
    }

    /** See {@link Facts}. */
    default String text() {
        return facts().text();
    }

    /** See {@link Facts}. */
    default String source() {
        return facts().source();
    }

    /** See {@link Facts}. */
    default String remedy() {
        return facts().remedy();
    }

    /**
     * What the catalogue says of one refusal. Immutable.
     *
     * @param code      the wire code, such as {@code InstanceNotFound}. A {@code {0}} in it stands for the refusal's first
     *                  detail: {@code Missing{0}} with the detail {@code InstanceId} goes out as {@code MissingInstanceId}
     * @param status    the HTTP status, 400 to 599
     * @param blame     who has to act for the next try to succeed
     * @param retryable whether the same request, sent again later, may succeed with nothing else changed
     * @param text      the message; {@code {0}}, {@code {1}} … stand for the refusal's details
     * @param source    where the code comes from: a document, or "ruling" where ours
     * @param remedy    what the caller should do about it: one sentence for the error page
     */
    record Facts(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
    }
}
