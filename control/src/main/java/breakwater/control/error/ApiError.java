package breakwater.control.error;

/**
 * One refusal that the API can answer with. Each product's refusals are one enum, whose constants are the
 * catalogue: the served error pages, the tests of precedence and the answers themselves all read from it.
 *
 * <p>Immutable; used from any thread.
 */
public sealed interface ApiError
        permits GatewayError, DdoscooError, EsaError, BillingError, RamError, StsError, BreakwaterError {

    /**
     * The wire code, such as {@code InstanceNotFound}. A {@code {0}} in it stands for the refusal's first detail:
     * {@code Missing{0}} with the detail {@code InstanceId} goes out as {@code MissingInstanceId}.
     */
    String code();

    /** The HTTP status, 400 to 599. */
    int status();

    /** Who has to act for the next try to succeed. */
    Blame blame();

    /** Whether the same request, sent again later, may succeed with nothing else changed. */
    boolean retryable();

    /** The message; {@code {0}}, {@code {1}} … stand for the refusal's details. */
    String text();

    /** Where the code comes from: a document, or "ruling" where ours. */
    String source();

    /** What the caller should do about it: one sentence for the error page. */
    String remedy();
}
