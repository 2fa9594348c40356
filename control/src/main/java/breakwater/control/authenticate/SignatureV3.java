package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Headers;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Signature V3, {@code ACS3-HMAC-SHA256}: an HMAC over the hash of a canonical request made of method, path, query,
 * chosen headers and the hash of the body.
 *
 * <p>Host, every {@code x-acs-} header that is present, and Content-Type where there is a body must be among the
 * signed headers, so nothing that decides what is done can be changed under way. The canonical headers are sorted;
 * the list of their names stands in the canonical request as it was sent, because the vendor's Java client does not
 * sort it. Source: the vendor's page on V3; the checked vector in its test.
 */
final class SignatureV3 implements Scheme {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String TOKEN = "x-acs-security-token";
    private static final String CONTENT_HASH = "x-acs-content-sha256";
    private static final String[] ALWAYS_SIGNED = {"host", "x-acs-action", CONTENT_HASH, "x-acs-date",
        "x-acs-signature-nonce", "x-acs-version"};
    /** More names than any client signs; a list without end would be sorted and searched. */
    private static final int SIGNED_HEADERS_MAX = 64;

    private final Claim claim;
    private final boolean bodyMatches;
    private final CanonicalText text = new CanonicalText();
    private final CanonicalText canonical = new CanonicalText();

    /** @throws Refusal MissingAccessKeyId, or IncompleteSignature naming what is missing, unknown or unsigned */
    SignatureV3(RawRequest request, Parameters parameters, String authorization, String action, String version) {
        Headers headers = request.headers();
        Authorization parts = Authorization.parse(authorization);
        if (parts.credential().isEmpty()) {
            throw new Refusal(GatewayError.MISSING_ACCESS_KEY_ID);
        }
        if (parts.credential().length() > Claim.KEY_ID_CHARACTERS_MAX) {
            throw new Refusal(GatewayError.ACCESS_KEY_NOT_FOUND);
        }
        if (parts.signature().isEmpty()) {
            throw incomplete("Signature is missing in the Authorization header.");
        }
        String[] signed = parts.signedHeaders().split(";", SIGNED_HEADERS_MAX + 1);
        Arrays.sort(signed);
        requireSigned(request, signed);
        String nonce = single(headers, "x-acs-signature-nonce");
        if (nonce.length() > Claim.NONCE_CHARACTERS_MAX) {
            throw incomplete("x-acs-signature-nonce is longer than " + Claim.NONCE_CHARACTERS_MAX + " characters.");
        }
        if (!single(headers, "x-acs-action").equals(action) || !single(headers, "x-acs-version").equals(version)) {
            throw incomplete("Action and Version must be those of x-acs-action and x-acs-version.");
        }
        Optional<String> token = headers.has(TOKEN) ? Optional.of(single(headers, TOKEN)) : Optional.empty();
        claim = new Claim(parts.credential(), single(headers, "x-acs-date"), nonce, token, parts.signature());

        String bodyHash = Algorithms.sha256Hex(request.body(), request.body().length);
        bodyMatches = bodyHash.equalsIgnoreCase(single(headers, CONTENT_HASH));
        // Parameters of a form or JSON body are covered by its hash; the canonical query holds those of the URL alone.
        Map<String, String> query = request.body().length == 0
                ? parameters.all() : Parameters.parse(request.rawQuery(), "", Map.of()).all();
        canonical.raw(request.method()).raw('\n').path(request.path()).raw('\n').query(query).raw('\n');
        for (String name : signed) {
            canonical.raw(name).raw(':').raw(single(headers, name)).raw('\n');
        }
        canonical.raw('\n').raw(parts.signedHeaders()).raw('\n').raw(bodyHash);
        text.raw(ALGORITHM).raw('\n').raw(Algorithms.sha256Hex(canonical.bytes(), canonical.length()));
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public String expected(String secret) {
        return Algorithms.hex(Algorithms.Hmac.SHA256.of(secret, text.bytes(), text.length()));
    }

    @Override
    public String stringToSign() {
        String request = canonical.toString();
        return text + " of the canonical request:" + claim.securityToken()
                .map(token -> request.replace(TOKEN + ":" + token, TOKEN + ":(not shown)")).orElse(request);
    }

    @Override
    public boolean consistent() {
        return bodyMatches;
    }

    private static void requireSigned(RawRequest request, String[] signed) {
        if (signed.length > SIGNED_HEADERS_MAX) {
            throw incomplete("SignedHeaders names more than " + SIGNED_HEADERS_MAX + " headers.");
        }
        for (int at = 1; at < signed.length; at++) {
            if (signed[at].equals(signed[at - 1])) {
                throw incomplete("SignedHeaders names a header twice.");
            }
        }
        for (String name : ALWAYS_SIGNED) {
            requireSigned(signed, name);
        }
        for (String name : request.headers().values().keySet()) {
            if (name.startsWith("x-acs-")) {
                requireSigned(signed, name);
            }
        }
        if (request.body().length > 0 && request.headers().has("content-type")) {
            requireSigned(signed, "content-type");
        }
    }

    private static void requireSigned(String[] signed, String name) {
        if (Arrays.binarySearch(signed, name) < 0) {
            throw incomplete("The header " + Parameters.quoted(name) + " must be among SignedHeaders.");
        }
    }

    /** The one value of a signed header, without the blanks around it. */
    private static String single(Headers headers, String name) {
        if (headers.repeated(name)) {
            throw incomplete("The signed header " + Parameters.quoted(name) + " is given twice.");
        }
        String value = headers.one(name).map(String::trim).orElse("");
        if (value.isEmpty() && (name.startsWith("x-acs-") || !headers.has(name))) {
            throw incomplete("The signed header " + Parameters.quoted(name) + " is missing or empty.");
        }
        return value;
    }

    private static Refusal incomplete(String what) {
        return new Refusal(GatewayError.INCOMPLETE_SIGNATURE, what);
    }

    /** The parts of the Authorization header after its algorithm; what is absent is empty. */
    private record Authorization(String credential, String signedHeaders, String signature) {
        static Authorization parse(String header) {
            String trimmed = header.trim();
            int blank = trimmed.indexOf(' ');
            if (!(blank < 0 ? trimmed : trimmed.substring(0, blank)).equals(ALGORITHM)) {
                throw incomplete("The algorithm of the Authorization header must be " + ALGORITHM + ".");
            }
            String credential = "";
            String signedHeaders = "";
            String signature = "";
            int at = blank < 0 ? trimmed.length() : blank + 1;
            while (at < trimmed.length()) {
                int comma = trimmed.indexOf(',', at);
                int end = comma < 0 ? trimmed.length() : comma;
                String part = trimmed.substring(at, end).trim();
                int equals = part.indexOf('=');
                String value = part.substring(equals + 1);
                switch (equals < 0 ? "" : part.substring(0, equals)) {
                    case "Credential" -> credential = once(credential, value);
                    case "SignedHeaders" -> signedHeaders = once(signedHeaders, value);
                    case "Signature" -> signature = once(signature, value);
                    default -> throw incomplete("The Authorization header holds an unknown part.");
                }
                at = end + 1;
            }
            return new Authorization(credential, signedHeaders, signature);
        }

        private static String once(String before, String value) {
            if (!before.isEmpty()) {
                throw incomplete("The Authorization header holds a part twice.");
            }
            return value;
        }

        @Override
        public String toString() {
            return "Authorization[" + credential + "]";
        }
    }
}
