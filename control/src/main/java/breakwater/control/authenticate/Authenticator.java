package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides who signed a request. Exactly one scheme per request: the header {@code Authorization} means V3, the signature
 * parameters mean V1, both together are refused.
 *
 * <p>The checks run in this order, and the first that fails is the answer: MissingAccessKeyId and what else is missing,
 * form of the timestamp, time window, key, signature, security token, disabled key, nonce. Used from any thread.
 */
public final class Authenticator {
    /** Stands in for a key that does not exist, so that one path judges both: an unknown key id takes as long as a wrong signature. */
    static final KeyDirectory.AccessKey NOBODYS = new KeyDirectory.AccessKey("", "no-key-has-this-secret-0000000",
            "", new Caller.Identity.Root(), false, Optional.empty(), Optional.empty());

    private final KeyDirectory keys;
    private final Nonces nonces;

    /** @param nonces this node's memory of nonces; shared by every authenticator of the node */
    public Authenticator(KeyDirectory keys, Nonces nonces) {
        this.keys = keys;
        this.nonces = nonces;
    }

    /**
     * Verifies the signature and takes the nonce.
     *
     * @param parameters what was parsed from the query and the body; used as given and never parsed again for V1
     * @param action     the operation that will be carried out; must be the one that was signed
     * @param version    its version, likewise
     * @throws Refusal with a {@link GatewayError}, in the order above; nothing was remembered then
     */
    public Signed authenticate(RawRequest request, Parameters parameters, String action, String version) {
        Scheme scheme = scheme(request, parameters, action, version);
        Claim claim = scheme.claim();
        Instant signedAt = SignedTime.parse(claim.timestamp());
        SignedTime.requireInWindow(signedAt, request.arrival());

        KeyDirectory.AccessKey key = keys.find(claim.accessKeyId()).orElse(NOBODYS);
        requireSigned(scheme, claim, key);
        requireToken(key, claim, request.arrival());
        if (!key.active()) {
            throw new Refusal(GatewayError.ACCESS_KEY_INACTIVE);
        }
        Instant expires = signedAt.plus(SignedTime.WINDOW);
        nonces.take(key.id(), claim.nonce(), request.arrival(), expires);
        Caller caller = new Caller(key.accountId(), key.identity(), key.id(), request.sourceAddress(),
                request.secure(), request.arrival());
        return new Signed(caller, claim.nonce(), expires);
    }

    private static Scheme scheme(RawRequest request, Parameters parameters, String action, String version) {
        Optional<String> authorization = request.headers().one("authorization");
        if (authorization.isEmpty()) {
            return new SignatureV1(request, parameters, action, version);
        }
        if (request.headers().repeated("authorization")) {
            throw new Refusal(GatewayError.INCOMPLETE_SIGNATURE, "The Authorization header is given twice.");
        }
        for (String mark : SignatureV1.MARKS) {
            if (parameters.all().containsKey(mark)) {
                throw new Refusal(GatewayError.INCOMPLETE_SIGNATURE,
                        "The request has an Authorization header and also the parameter " + mark + ".");
            }
        }
        return new SignatureV3(request, parameters, authorization.get(), action, version);
    }

    /**
     * Requires that this key signed the request. Every refusal comes after the same work, the string to sign for its text included (which
     * only one of the two shows), whether the key exists or not and whatever is wrong: its time tells nothing that its code does not.
     */
    static void requireSigned(Scheme scheme, Claim claim, KeyDirectory.AccessKey key) {
        boolean right = same(scheme.expected(key.secret()), claim.signature()) & scheme.consistent();
        if (!right || key == NOBODYS) {
            throw new Refusal(key == NOBODYS ? GatewayError.ACCESS_KEY_NOT_FOUND : GatewayError.SIGNATURE_MISMATCH,
                    scheme.stringToSign());
        }
    }

    /** A temporary key comes with its own token, a lasting key with none. */
    private static void requireToken(KeyDirectory.AccessKey key, Claim claim, Instant arrival) {
        if (key.securityToken().isPresent() != claim.securityToken().isPresent()) {
            throw new Refusal(GatewayError.SECURITY_TOKEN_MALFORMED);
        }
        if (key.securityToken().isPresent()
                && !same(key.securityToken().get(), claim.securityToken().orElse(""))) {
            throw new Refusal(GatewayError.SECURITY_TOKEN_MALFORMED);
        }
        if (key.expires().isPresent() && !arrival.isBefore(key.expires().get())) {
            throw new Refusal(GatewayError.SECURITY_TOKEN_EXPIRED);
        }
    }

    /** Compares in a time that does not tell how much of the two agrees. */
    private static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
