package breakwater.app.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The service's own certificate authority: made on first use in a folder of its own, kept from then on, so that clients who
 * were given {@code ca.pem} once keep trusting every later start. The server certificate below it is renewed at a start
 * that finds less than {@link #RENEWED_BEFORE} left, or a name missing from it.
 *
 * <p>Files: {@code ca.pem}, {@code ca.key}, {@code server.pem} (chain), {@code server.key}; keys are mode 0600 in a folder
 * of mode 0700. Called from one thread; several processes may share a folder.
 */
public final class CertificateAuthority {
    /** How long the authority lives. Clients have to be given a new {@code ca.pem} after that. */
    public static final Duration AUTHORITY_VALID = Duration.ofDays(3650);
    /** How long a server certificate lives: under the 398 days that the strictest clients take. */
    public static final Duration SERVER_VALID = Duration.ofDays(397);
    /** A start that finds less than this left makes a new server certificate. */
    public static final Duration RENEWED_BEFORE = Duration.ofDays(90);

    private final Path folder;
    private final InstantSource wallClock;

    /**
     * @param folder    where the files are; made if absent
     * @param wallClock what validity is measured on
     */
    public CertificateAuthority(Path folder, InstantSource wallClock) {
        this.folder = folder;
        this.wallClock = wallClock;
    }

    /**
     * The server's key and certificate for these names, from the files where they still do, else new.
     *
     * @param names host names and IP addresses that clients will use
     * @throws UnusableTls if the authority's files are damaged; it is never replaced silently, since clients trust it
     */
    public TlsMaterial material(Collection<String> names) {
        makeFolder();
        try (FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Processes without a database of their own share this folder; one at a time looks and makes. Closing unlocks.
            lock.lock();
            return underLock(names);
        } catch (IOException e) {
            throw new UnusableTls("cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private TlsMaterial underLock(Collection<String> names) {
        Path authorityFile = folder.resolve("ca.pem");
        Instant now = wallClock.instant();
        if (!Files.exists(authorityFile)) {
            makeAuthority(now);
        }
        X509Certificate authority = PemFiles.readCertificates(authorityFile).getFirst();
        if (now.isAfter(authority.getNotAfter().toInstant())) {
            throw new UnusableTls("the certificate authority in " + folder + " expired on "
                    + authority.getNotAfter().toInstant() + "; move the folder away to have a new one made, and give "
                    + "its ca.pem to your clients");
        }
        SSLContext context = existing(authority, names, now).orElseGet(() -> makeServer(authority, names, now));
        return new TlsMaterial(context, Optional.of(authorityFile));
    }

    /** The certificate and key that an operator brings, instead of an authority of our own. */
    public static TlsMaterial given(Path certificate, Path key, InstantSource wallClock) {
        List<X509Certificate> chain = PemFiles.readCertificates(certificate);
        PrivateKey privateKey = PemFiles.readKey(key);
        X509Certificate server = chain.getFirst();
        if (wallClock.instant().isAfter(server.getNotAfter().toInstant())) {
            throw new UnusableTls("the certificate " + certificate + " expired on " + server.getNotAfter().toInstant());
        }
        if (!belongTogether(server, privateKey)) {
            throw new UnusableTls("the key " + key + " does not belong to the certificate " + certificate);
        }
        return new TlsMaterial(PemFiles.serving(privateKey, chain), Optional.empty());
    }

    /** A client's context that trusts exactly the authorities of a PEM file. */
    public static SSLContext trust(Path authorityCertificate) {
        return PemFiles.trusting(PemFiles.readCertificates(authorityCertificate));
    }

    private Optional<SSLContext> existing(X509Certificate authority, Collection<String> names, Instant now) {
        Path certificateFile = folder.resolve("server.pem");
        Path keyFile = folder.resolve("server.key");
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> chain = PemFiles.readCertificates(certificateFile);
            X509Certificate server = chain.getFirst();
            PrivateKey key = PemFiles.readKey(keyFile);
            server.verify(authority.getPublicKey());
            boolean fits = now.isBefore(server.getNotAfter().toInstant().minus(RENEWED_BEFORE))
                    && namesOf(server).containsAll(canonical(names)) && belongTogether(server, key);
            return fits ? Optional.of(PemFiles.serving(key, chain)) : Optional.empty();
        } catch (GeneralSecurityException | UnusableTls notOurs) {
            // A server certificate is ours to replace: whatever is wrong with this one, a new one is right.
            return Optional.empty();
        }
    }

    private void makeFolder() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UnusableTls("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private void makeAuthority(Instant now) {
        KeyPair keys = CertificateMaker.newKeys();
        // The key first: an authority whose certificate is out and whose key is lost could never sign a renewal.
        PemFiles.writeKey(folder.resolve("ca.key"), keys.getPrivate());
        PemFiles.writeCertificates(folder.resolve("ca.pem"), List.of(CertificateMaker.authority(keys, now, AUTHORITY_VALID)));
    }

    private SSLContext makeServer(X509Certificate authority, Collection<String> names, Instant now) {
        PrivateKey authorityKey = PemFiles.readKey(folder.resolve("ca.key"));
        if (!belongTogether(authority, authorityKey)) {
            throw new UnusableTls("ca.key and ca.pem in " + folder + " do not belong together; put the right ones back, or "
                    + "move the folder away to have a new authority made");
        }
        KeyPair keys = CertificateMaker.newKeys();
        X509Certificate server = CertificateMaker.server(keys, authority, authorityKey, canonical(names), now, SERVER_VALID);
        List<X509Certificate> chain = List.of(server, authority);
        PemFiles.writeKey(folder.resolve("server.key"), keys.getPrivate());
        PemFiles.writeCertificates(folder.resolve("server.pem"), chain);
        return PemFiles.serving(keys.getPrivate(), chain);
    }

    /** The JDK reads an address back in its long form, so names are compared in that form. */
    private static Set<String> canonical(Collection<String> names) {
        return names.stream().map(name -> name.equals("::1") ? "0:0:0:0:0:0:0:1" : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesOf(X509Certificate server) throws GeneralSecurityException {
        return Optional.ofNullable(server.getSubjectAlternativeNames()).stream().flatMap(Collection::stream)
                .map(alternative -> alternative.get(1).toString()).collect(Collectors.toSet());
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            String algorithm = switch (key.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> key.getAlgorithm();
            };
            byte[] anything = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
