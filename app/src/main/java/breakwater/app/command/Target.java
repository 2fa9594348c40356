package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.AccessKeyPair;
import breakwater.app.client.ApiClient;
import breakwater.app.tls.CertificateAuthority;
import breakwater.app.tls.UnusableTls;
import breakwater.control.account.DevelopmentAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Which service a command talks to, and as whom. {@code BREAKWATER_ENDPOINT} decides where it is set, together with
 * {@code ALIBABA_CLOUD_ACCESS_KEY_ID} and {@code ALIBABA_CLOUD_ACCESS_KEY_SECRET}; else the endpoint file of the data folder,
 * with the development pair. Keys in the environment are not used without an endpoint in the environment: many shells hold
 * keys of the real cloud, which have no business here.
 *
 * @param endpoint             where
 * @param keys                 as whom
 * @param region               {@code ALIBABA_CLOUD_REGION_ID} where it is set, else {@code cn-hangzhou}
 * @param authorityCertificate what to trust, where the endpoint is HTTPS and its folder is known
 * @param found                false if nothing says that a service runs and the endpoint is only the usual one
 */
public record Target(URI endpoint, AccessKeyPair keys, String region, Optional<Path> authorityCertificate, boolean found) {
    /** The fixed pair of the development account; {@code ./breakwater serve} never makes it. */
    public static final AccessKeyPair DEVELOPMENT_KEYS =
            new AccessKeyPair(DevelopmentAccount.ACCESS_KEY_ID, DevelopmentAccount.ACCESS_KEY_SECRET);
    /** The port of plain HTTP in development, unless {@code --port} says otherwise. HTTPS is one above. */
    public static final int USUAL_PORT = 7070;
    /** Where things happen unless a call or the environment says otherwise. */
    public static final String USUAL_REGION = "cn-hangzhou";
    /** The data folder of development, below the working directory, unless {@code --data} says otherwise. */
    public static final String USUAL_FOLDER = ".breakwater";

    /** Finds it. */
    public static Target find(Path dataFolder, Map<String, String> environment) {
        String region = environment.getOrDefault("ALIBABA_CLOUD_REGION_ID", USUAL_REGION);
        Optional<EndpointFile> running = EndpointFile.read(dataFolder);
        String given = environment.getOrDefault("BREAKWATER_ENDPOINT", "");
        if (!given.isEmpty()) {
            AccessKeyPair keys = environment.containsKey("ALIBABA_CLOUD_ACCESS_KEY_ID")
                    && environment.containsKey("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
                    ? new AccessKeyPair(environment.get("ALIBABA_CLOUD_ACCESS_KEY_ID"),
                            environment.get("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                    : DEVELOPMENT_KEYS;
            Optional<Path> authority = Optional.ofNullable(environment.get("BREAKWATER_CA")).map(Path::of)
                    .or(() -> running.map(EndpointFile::authorityCertificate));
            return new Target(address(given), keys, region, authority, true);
        }
        return running
                .map(file -> new Target(file.http(), DEVELOPMENT_KEYS, region,
                        Optional.of(file.authorityCertificate()), true))
                .orElseGet(() -> new Target(URI.create("http://127.0.0.1:" + USUAL_PORT), DEVELOPMENT_KEYS, region,
                        Optional.empty(), false));
    }

    private static URI address(String given) {
        try {
            URI address = URI.create(given.contains("://") ? given : "http://" + given);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw unusable(given);
        }
        throw unusable(given);
    }

    private static CommandFailure unusable(String given) {
        return new CommandFailure("BREAKWATER_ENDPOINT is not an address", "it says '" + given + "'",
                "Set it to something like http://127.0.0.1:" + USUAL_PORT);
    }

    /** A client of it. The caller closes it. */
    public ApiClient client(InstantSource wallClock) {
        if (!"https".equals(endpoint.getScheme()) || authorityCertificate.isEmpty()) {
            return new ApiClient(endpoint, keys, wallClock);
        }
        try {
            return new ApiClient(endpoint, keys, wallClock, CertificateAuthority.trust(authorityCertificate.get()));
        } catch (UnusableTls e) {
            throw new CommandFailure("cannot trust " + endpoint, e.getMessage(), "Set BREAKWATER_CA to the service's ca.pem");
        }
    }
}
