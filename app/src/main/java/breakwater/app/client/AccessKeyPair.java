package breakwater.app.client;

/**
 * An access key with its secret.
 *
 * @param id     the AccessKey ID, which may be shown
 * @param secret the secret, which {@link #toString} leaves out
 */
public record AccessKeyPair(String id, String secret) {
    /** The fixed pair of the development account; {@code ./breakwater serve} never accepts it. */
    public static final AccessKeyPair DEVELOPMENT = new AccessKeyPair("BreakwaterDevKey", "BreakwaterDevSecret");

    @Override
    public String toString() {
        return "AccessKeyPair[" + id + "]";
    }
}
