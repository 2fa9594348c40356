package breakwater.app.tls;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What the HTTPS listener shows and what its clients need to trust it. Immutable, shared by all threads.
 *
 * @param context              holds the server's key and certificate chain
 * @param authorityCertificate the PEM file to give to clients; empty where an operator brought a certificate, which
 *                             clients are expected to trust already
 */
public record TlsMaterial(SSLContext context, Optional<Path> authorityCertificate) {
}
