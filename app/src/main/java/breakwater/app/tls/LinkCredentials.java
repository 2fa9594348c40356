package breakwater.app.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What one end of the stream between control plane and edge shows, and whom it trusts: an authority for this purpose alone, so a
 * certificate of the HTTPS listener is worth nothing here. A certificate names its {@link Role}, and an edge's cannot pose as the
 * control plane. Immutable.
 *
 * @param context shows the key and trusts the authority, in both directions
 */
public record LinkCredentials(SSLContext context) {
    /** How long the authority and what it signs live: to be renewed by an operator, with the clock of a calendar. */
    public static final Duration VALID = Duration.ofDays(3650);

    /** Which end of the stream a certificate is for. */
    public enum Role {
        /** A node that has the database. */
        CONTROL,
        /** A node that carries traffic. */
        EDGE;

        /** The host name that stands for it in a certificate. */
        String certificateName() {
            return name().toLowerCase(Locale.ROOT) + ".breakwater.internal";
        }

        private String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Makes an authority and one certificate for each role: {@code authority.pem}, {@code control.pem}, {@code control.key}, {@code edge.pem},
     * {@code edge.key}. The authority's own key is not kept: to add or replace a certificate, all are made anew.
     *
     * @throws UnusableTls if the folder holds an authority already, which is never replaced, or cannot be written
     */
    public static void make(Path folder, InstantSource wallClock) {
        Path authorityFile = folder.resolve("authority.pem");
        if (Files.exists(authorityFile)) {
            throw new UnusableTls(authorityFile + " is there already and is not replaced; give another folder");
        }
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UnusableTls("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
        Instant now = wallClock.instant();
        KeyPair authorityKeys = CertificateMaker.newKeys();
        X509Certificate authority = CertificateMaker.authority(authorityKeys, now, VALID);
        for (Role role : Role.values()) {
            KeyPair keys = CertificateMaker.newKeys();
            X509Certificate certificate = CertificateMaker.link(keys, authority, authorityKeys.getPrivate(), role.certificateName(), now, VALID);
            PemFiles.writeKey(folder.resolve(role.fileName() + ".key"), keys.getPrivate());
            PemFiles.writeCertificates(folder.resolve(role.fileName() + ".pem"), List.of(certificate, authority));
        }
        PemFiles.writeCertificates(authorityFile, List.of(authority));
    }

    /**
     * Reads what an operator put on this machine.
     *
     * @param folder as {@link #make} wrote it, though only this role's two files and {@code authority.pem} need be there
     * @throws UnusableTls if a file is missing or damaged
     */
    public static LinkCredentials read(Path folder, Role role) {
        PrivateKey key = PemFiles.readKey(folder.resolve(role.fileName() + ".key"));
        List<X509Certificate> chain = PemFiles.readCertificates(folder.resolve(role.fileName() + ".pem"));
        return new LinkCredentials(PemFiles.mutual(key, chain, PemFiles.readCertificates(folder.resolve("authority.pem"))));
    }

    /**
     * Lets a session go on only if the other end showed a certificate for its role.
     *
     * @throws SSLPeerUnverifiedException if it did not
     */
    public static void require(SSLSession session, Role role) throws SSLPeerUnverifiedException {
        X509Certificate peer = (X509Certificate) session.getPeerCertificates()[0];
        try {
            boolean named = peer.getSubjectAlternativeNames() != null && peer.getSubjectAlternativeNames().stream()
                    .anyMatch(name -> Set.copyOf(name).contains(role.certificateName()));
            if (!named) {
                throw new SSLPeerUnverifiedException("its certificate is not for the role " + role);
            }
        } catch (CertificateParsingException e) {
            throw (SSLPeerUnverifiedException) new SSLPeerUnverifiedException("its certificate cannot be read").initCause(e);
        }
    }
}
