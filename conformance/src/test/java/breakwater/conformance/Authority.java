package breakwater.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in the servers' own certificate authorities and in nothing else. */
final class Authority {

    private static final Map<Path, X509TrustManager> OF_THIS_RUN = new ConcurrentHashMap<>();

    private Authority() {}

    /**
     * Trust in one more authority and in those before it. {@code aliyun-java-sdk-core} has one HTTP client for the whole JVM, made from the
     * configuration of the first SDK client, so every one of them is given this.
     */
    static X509TrustManager ofThisRun(Path pem) {
        OF_THIS_RUN.computeIfAbsent(pem, Authority::trustManager);
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
                throw new CertificateException("clients are not checked here");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
                CertificateException refused = new CertificateException("no authority of this run");
                for (X509TrustManager manager : OF_THIS_RUN.values()) {
                    try {
                        manager.checkServerTrusted(chain, type);
                        return;
                    } catch (CertificateException e) {
                        refused.addSuppressed(e);
                    }
                }
                throw refused;
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return OF_THIS_RUN.values().stream().flatMap(manager -> Stream.of(manager.getAcceptedIssuers())).toArray(X509Certificate[]::new);
            }
        };
    }

    static X509TrustManager trustManager(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("breakwater", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return x509;
                }
            }
            throw new IllegalStateException("no X.509 trust manager in this JDK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the authority " + pem, e);
        }
    }
}
