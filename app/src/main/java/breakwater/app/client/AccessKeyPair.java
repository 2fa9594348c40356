package breakwater.app.client;

/**
 * An access key with its secret.
 *
 * @param id     the AccessKey ID, which may be shown
 * @param secret the secret, which {@link #toString} leaves out
 */
public record AccessKeyPair(String id, String secret) {

    @Override
    public String toString() {
        return "AccessKeyPair[" + id + "]";
    }
}
