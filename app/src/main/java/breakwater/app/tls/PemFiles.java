package breakwater.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads and writes keys and certificates as PEM text, with the JDK alone. Certificates are readable by everybody, keys by
 * their owner (mode 0600) from the moment they exist; a file appears whole or not at all. No state; any thread.
 */
final class PemFiles {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final int SALT_BYTES = 16;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {
    }

    static List<X509Certificate> readCertificates(Path file) {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream().map(X509Certificate.class::cast).toList();
            if (chain.isEmpty()) {
                throw new UnusableTls(file + " holds no certificate");
            }
            return chain;
        } catch (IOException e) {
            throw new UnusableTls("cannot read the certificate " + file, e);
        } catch (GeneralSecurityException e) {
            throw new UnusableTls(file + " is not a certificate in PEM form", e);
        }
    }

    /** A PKCS #8 key, EC or RSA, not encrypted: what {@code openssl genpkey} writes. */
    static PrivateKey readKey(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UnusableTls("cannot read the key " + file, e);
        }
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new UnusableTls(file + " holds no PKCS #8 key in PEM form (" + KEY_BEGIN
                    + "); `openssl pkcs8 -topk8 -nodes` converts other forms");
        }
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(
                    text.substring(begin + KEY_BEGIN.length(), end)));
        } catch (IllegalArgumentException e) {
            throw new UnusableTls(file + " is damaged");
        }
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException notThisOne) {
                continue;
            }
        }
        throw new UnusableTls(file + " is neither an EC, an RSA nor an Ed25519 key");
    }

    static void writeCertificates(Path file, List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                text.append("-----BEGIN CERTIFICATE-----\n").append(LINES.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableTls("cannot encode a certificate", e);
        }
        write(file, text.toString(), "rw-r--r--");
    }

    static void writeKey(Path file, PrivateKey key) {
        write(file, KEY_BEGIN + "\n" + LINES.encodeToString(key.getEncoded()) + "\n" + KEY_END + "\n", "rw-------");
    }

    private static void write(Path file, String text, String permissions) {
        FileAttribute<Set<PosixFilePermission>> mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        try {
            Path whole = Files.createFile(file.resolveSibling(file.getFileName() + "." + UUID.randomUUID()), mode);
            Files.writeString(whole, text, StandardCharsets.US_ASCII);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** A context that shows this key and chain, and trusts nobody: clients sign, they show no certificates. */
    static SSLContext serving(PrivateKey key, List<X509Certificate> chain) {
        // With null, the JDK would read all the authorities that it knows, which takes longer than all else here.
        return context(keyManagers(key, chain), new TrustManager[0]);
    }

    /** A context that trusts exactly these authorities. */
    static SSLContext trusting(List<X509Certificate> authorities) {
        return context(null, trustManagers(authorities));
    }

    /** A context that shows this key and chain, and trusts exactly these authorities. */
    static SSLContext mutual(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
        return context(keyManagers(key, chain), trustManagers(authorities));
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UnusableTls("this JDK cannot do TLS with these keys", e);
        }
    }

    private static KeyManager[] keyManagers(PrivateKey key, List<X509Certificate> chain) {
        try {
            char[] inMemoryOnly = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            // The store is thrown away here, so nobody gains by the 20,000 rounds of hashing with which it would hide the key and find it again.
            store.setEntry("server", new KeyStore.PrivateKeyEntry(key, chain.toArray(Certificate[]::new)),
                    new KeyStore.PasswordProtection(inMemoryOnly, "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[SALT_BYTES], 1)));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, inMemoryOnly);
            return keys.getKeyManagers();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new UnusableTls("the key and the certificate do not go together", e);
        }
    }

    private static TrustManager[] trustManagers(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry(authority.getSerialNumber().toString(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableTls("cannot trust the given authorities", e);
        }
    }
}
