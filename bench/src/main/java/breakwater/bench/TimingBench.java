package breakwater.bench;

import breakwater.control.authenticate.Authenticator;
import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.KeyDirectory;
import breakwater.control.authenticate.Nonces;
import breakwater.control.error.Refusal;
import breakwater.control.request.Headers;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * {@code ./breakwater bench timing}: whether the time of a refusal tells anything. Welch's t between the times of two kinds of
 * request, interleaved at random; beyond 4.5 (dudect's bound) the two can be told apart. A measurement, not a test: it needs a
 * machine that does nothing else.
 */
public final class TimingBench {
    private static final int SAMPLES = 200_000;
    private static final int WARM_UP = 100_000;
    private static final String KNOWN = "LTAI5tKnownKnownKnown001";
    private static final String UNKNOWN = "LTAI5tNobodyNobodyNobo01";

    private final Authenticator authenticator;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Random random = new Random(7);
    private int nonce;

    private TimingBench() {
        KeyDirectory.AccessKey key = new KeyDirectory.AccessKey(KNOWN, "secretsecretsecretsecretsecret", "1000000000000009",
                new Caller.Identity.Root(), true, Optional.empty(), Optional.empty());
        KeyDirectory keys = id -> id.equals(KNOWN) ? Optional.of(key) : Optional.empty();
        authenticator = new Authenticator(keys, new Nonces());
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        TimingBench bench = new TimingBench();
        System.out.println("| told apart? | Welch's t | samples |");
        System.out.println("| --- | --- | --- |");
        bench.compare("a known key with a wrong signature / an unknown key", KNOWN, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", UNKNOWN,
                "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        bench.compare("a signature wrong from its first character / another wrong one", KNOWN, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", KNOWN,
                "BBBBBBBBBBBBBBBBBBBBBBBBBBA=");
    }

    private void compare(String name, String keyOne, String signatureOne, String keyTwo, String signatureTwo) {
        for (int i = 0; i < WARM_UP; i++) {
            time(i % 2 == 0 ? keyOne : keyTwo, i % 2 == 0 ? signatureOne : signatureTwo);
        }
        double[] sum = new double[2];
        double[] squares = new double[2];
        int[] count = new int[2];
        while (count[0] + count[1] < SAMPLES) {
            int which = random.nextInt(2);
            long nanos = time(which == 0 ? keyOne : keyTwo, which == 0 ? signatureOne : signatureTwo);
            // A collection or a switch to another process says nothing of the two kinds.
            if (nanos < 100_000) {
                sum[which] += nanos;
                squares[which] += (double) nanos * nanos;
                count[which]++;
            }
        }
        double mean0 = sum[0] / count[0];
        double mean1 = sum[1] / count[1];
        double error0 = (squares[0] / count[0] - mean0 * mean0) / count[0];
        double error1 = (squares[1] / count[1] - mean1 * mean1) / count[1];
        System.out.println(String.format(Locale.ROOT, "| %s | %.2f | %,d |", name,
                (mean0 - mean1) / Math.sqrt(error0 + error1), count[0] + count[1]));
    }

    private long time(String keyId, String signature) {
        String query = "AccessKeyId=" + keyId + "&Action=DescribeInstances&SignatureMethod=HMAC-SHA1&SignatureNonce=n" + nonce++
                + "&SignatureVersion=1.0&Timestamp=" + now.toString().replace(":", "%3A") + "&Version=2020-01-01&Signature="
                + signature.replace("=", "%3D");
        Parameters parameters = Parameters.parse(query, "", Map.of());
        RawRequest request = new RawRequest("GET", "/", query, new Headers(Map.of("host", List.of("localhost"))), new byte[0],
                "127.0.0.1", false, now);
        long start = System.nanoTime();
        try {
            authenticator.authenticate(request, parameters, "DescribeInstances", "2020-01-01");
            throw new IllegalStateException("a wrong signature was taken");
        } catch (Refusal refusal) {
            return System.nanoTime() - start;
        }
    }
}
