package breakwater.control.audit;

import java.time.Instant;

/**
 * What happened in one call. Immutable; holds no secret: parameters are not part of it. Texts longer than their
 * column allows are cut, and characters that a database cannot hold (control characters, lone surrogates) become
 * {@code ?}.
 *
 * @param requestId      the RequestId of the answer, an upper-case UUID of version 7; at most 64 characters
 * @param accountId      the caller's account; empty when no caller was established; at most 32 characters
 * @param caller         the caller's ARN, or empty; at most 256 characters
 * @param accessKeyId    the id of the key that the request named, or empty; at most 64 characters
 * @param product        the product, or empty when the request named none; at most 32 characters
 * @param action         the operation, or what the request gave for it; at most 64 characters
 * @param resource       the ARN, or the first of them, that the call was about; empty if none; at most 256 characters
 * @param outcome        {@code OK} or the error code of the answer; at most 64 characters
 * @param status         the HTTP status of the answer
 * @param sourceAddress  the peer's address; at most 64 characters
 * @param at             service time of the call
 * @param wallAt         wall clock at its arrival
 * @param durationMicros how long it took until this record was made, in microseconds; not below 0
 * @param warning        what was worth a warning in a change that was made, or empty; at most 256 characters
 * @param changedId      the id of what the call changed or was to change, or empty; at most 256 characters
 */
public record AuditRecord(String requestId, String accountId, String caller, String accessKeyId, String product,
                          String action, String resource, String outcome, int status, String sourceAddress, Instant at,
                          Instant wallAt, long durationMicros, String warning, String changedId) {
    /** The outcome of a call that did what it was asked. */
    public static final String OK = "OK";

    public AuditRecord {
        requestId = clean(requestId, 64);
        accountId = clean(accountId, 32);
        caller = clean(caller, 256);
        accessKeyId = clean(accessKeyId, 64);
        product = clean(product, 32);
        action = clean(action, 64);
        resource = clean(resource, 256);
        outcome = clean(outcome, 64);
        sourceAddress = clean(sourceAddress, 64);
        durationMicros = Math.max(0, durationMicros);
        warning = clean(warning, 256);
        changedId = clean(changedId, 256);
    }

    /** A record of a call that only reads. */
    public AuditRecord(String requestId, String accountId, String caller, String accessKeyId, String product, String action,
                       String resource, String outcome, int status, String sourceAddress, Instant at, Instant wallAt,
                       long durationMicros) {
        this(requestId, accountId, caller, accessKeyId, product, action, resource, outcome, status, sourceAddress, at, wallAt,
                durationMicros, "", "");
    }

    /** The same with a warning. */
    public AuditRecord warning(String text) {
        return new AuditRecord(requestId, accountId, caller, accessKeyId, product, action, resource, outcome, status, sourceAddress,
                at, wallAt, durationMicros, text, changedId);
    }

    /** The same of a call that changed its resource, or was to. One about all resources of a kind changed none of them by its id. */
    public AuditRecord changing() {
        String id = resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
        return new AuditRecord(requestId, accountId, caller, accessKeyId, product, action, resource, outcome, status, sourceAddress,
                at, wallAt, durationMicros, warning, id.equals("*") ? "" : id);
    }

    /** The text itself in the usual case, without a copy. */
    private static String clean(String text, int lengthMax) {
        if (text.length() <= lengthMax && isPlain(text)) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(lengthMax);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (cleaned.length() + Character.charCount(point) > lengthMax) {
                break;
            }
            boolean holdable = !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
            cleaned.appendCodePoint(holdable ? point : '?');
        }
        return cleaned.toString();
    }

    private static boolean isPlain(String text) {
        // Without a branch for each character: every call passes a dozen texts through here.
        int odd = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            odd |= c - ' ' | '~' - c;
        }
        return odd >= 0;
    }
}
