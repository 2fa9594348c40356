package breakwater.app.configuration;

/**
 * Which database, and how to get in.
 *
 * @param url         a JDBC URL of PostgreSQL, or {@code embedded}
 * @param user        its user
 * @param password    its password, which {@link #toString} leaves out
 * @param connections of this node, 2 to 200
 */
public record StoreConfiguration(String url, String user, String password, int connections) {
    /** The URL that means a SQLite file in the data folder. */
    public static final String EMBEDDED = "embedded";

    /** Whether the database is a file of this node. */
    public boolean embedded() {
        return url.equals(EMBEDDED);
    }

    @Override
    public String toString() {
        return "StoreConfiguration[" + (url.contains("?") ? url.substring(0, url.indexOf('?')) : url) + ", user " + user + "]";
    }
}
