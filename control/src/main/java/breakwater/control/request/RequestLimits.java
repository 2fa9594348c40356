package breakwater.control.request;

/** Every limit on what one request may bring, in one place. What is over a limit is refused before it is buffered. */
public final class RequestLimits {
    /** Request line: method, path and query. A V1 GET with 200 ids of 23 characters is about 9 KiB encoded. */
    public static final int REQUEST_LINE_BYTES_MAX = 64 * 1024;
    /** All headers together. V3 adds about 1 KiB; a session token another. */
    public static final int HEADER_BYTES_MAX = 16 * 1024;
    /** Body. The largest legitimate one is a RAM policy document of 6 KiB or a certificate of 16 KiB, form-encoded. */
    public static final int BODY_BYTES_MAX = 1024 * 1024;
    /** Parameters of one request, all places together: 200 ids or 100 code-value pairs, with room. */
    public static final int PARAMETERS_MAX = 1_000;
    /** Nesting of a JSON body or JSON-text parameter, and dots in a flat name. */
    public static final int DEPTH_MAX = 10;
    /** Items of one array where its contract sets no smaller number, and so the greatest index in a flat name. */
    public static final int ARRAY_ITEMS_MAX = 1_000;
    /** Characters of one value where its contract sets no smaller number. */
    public static final int VALUE_CHARACTERS_MAX = 128 * 1024;

    private RequestLimits() {
    }
}
