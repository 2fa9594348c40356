package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signature V1: an HMAC over the method and all parameters but the signature itself, wherever they came from.
 *
 * <p>String to sign: {@code METHOD & %2F & percentEncode(sorted query)}; key: the secret followed by {@code &}.
 * Source: the vendor's page on the RPC signature; the checked vector in its test.
 */
final class SignatureV1 implements Scheme {
    static final String SIGNATURE = "Signature";
    /** The parameters that mark a request as signed this way. */
    static final List<String> MARKS =
            List.of(SIGNATURE, "SignatureMethod", "SignatureVersion", "SignatureNonce", "AccessKeyId");

    private final Claim claim;
    private final Algorithms.Hmac hmac;
    private final CanonicalText text = new CanonicalText();

    /** @throws Refusal MissingAccessKeyId, or IncompleteSignature naming what is missing or unknown */
    SignatureV1(RawRequest request, Parameters parameters, String action, String version) {
        String keyId = parameters.one("AccessKeyId").orElse("");
        if (keyId.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_ACCESS_KEY_ID);
        }
        if (keyId.length() > Claim.KEY_ID_CHARACTERS_MAX) {
            throw new Refusal(GatewayError.ACCESS_KEY_NOT_FOUND);
        }
        String signature = required(parameters, SIGNATURE);
        hmac = switch (required(parameters, "SignatureMethod")) {
            case "HMAC-SHA1" -> Algorithms.Hmac.SHA1;
            case "HMAC-SHA256" -> Algorithms.Hmac.SHA256;
            default -> throw incomplete("SignatureMethod must be HMAC-SHA1 or HMAC-SHA256.");
        };
        if (!required(parameters, "SignatureVersion").equals("1.0")) {
            throw incomplete("SignatureVersion must be 1.0.");
        }
        String nonce = required(parameters, "SignatureNonce");
        if (nonce.length() > Claim.NONCE_CHARACTERS_MAX) {
            throw incomplete("SignatureNonce is longer than " + Claim.NONCE_CHARACTERS_MAX + " characters.");
        }
        // What is carried out must be what was signed, not something a header said.
        if (!required(parameters, "Action").equals(action) || !required(parameters, "Version").equals(version)) {
            throw incomplete("Action and Version must be the signed ones.");
        }
        Optional<String> token = parameters.one("SecurityToken").filter(value -> !value.isEmpty());
        claim = new Claim(keyId, required(parameters, "Timestamp"), nonce, token, signature);
        Map<String, String> all = parameters.all();
        text.raw(request.method()).raw("&%2F&").queryEncodedTwice(all, SIGNATURE);
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public String expected(String secret) {
        return Base64.getEncoder().encodeToString(hmac.of(secret + "&", text.bytes(), text.length()));
    }

    @Override
    public String stringToSign() {
        return text.toString();
    }

    @Override
    public boolean consistent() {
        return true;
    }

    private static String required(Parameters parameters, String name) {
        String value = parameters.one(name).orElse("");
        if (value.isEmpty()) {
            throw incomplete(name + " is missing.");
        }
        return value;
    }

    private static Refusal incomplete(String what) {
        return new Refusal(GatewayError.INCOMPLETE_SIGNATURE, what);
    }
}
