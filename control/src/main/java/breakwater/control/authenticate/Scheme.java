package breakwater.control.authenticate;

/**
 * A signature scheme at work on one request: what the request claims, and what its signature should be. One
 * instance per request, on its thread.
 */
interface Scheme {

    Claim claim();

    /** The signature that this secret gives, in the text form that the claim carries. */
    String expected(String secret);

    /** What this server signed, as it may be shown to the client: no signature, no secret, no token. */
    String stringToSign();

    /** Whether everything besides the signature agrees: for V3, that the body is the one whose hash was signed. */
    boolean consistent();
}
