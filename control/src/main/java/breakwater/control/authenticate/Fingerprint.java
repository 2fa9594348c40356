package breakwater.control.authenticate;

import java.security.SecureRandom;

/**
 * SipHash-2-4 under a key that is drawn when the process starts: 64 bits that stand for a nonce of an access key.
 * Nobody outside can find two nonces with one fingerprint; by chance, a fresh nonce meets one of a million kept ones
 * once in 10^13 requests, and the harm would be one SignatureNonceUsed. Immutable; used from any thread.
 *
 * <p>Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).
 */
final class Fingerprint {
    private final long key0;
    private final long key1;

    Fingerprint(SecureRandom random) {
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /** The fingerprint of the pair. Both lengths go in first, so that where one text ends and the other begins counts. */
    long of(String accessKeyId, String nonce) {
        State state = new State(key0, key1);
        state.add((long) accessKeyId.length() << 32 | nonce.length());
        state.add(accessKeyId);
        state.add(nonce);
        return state.end();
    }

    /** The four words of the algorithm; names as in the paper. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        /** Four UTF-16 units to a word. */
        void add(String text) {
            int at = 0;
            while (at < text.length()) {
                long word = 0;
                int end = Math.min(at + 4, text.length());
                while (at < end) {
                    word = word << 16 | text.charAt(at++);
                }
                add(word);
            }
        }

        void add(long word) {
            v3 ^= word;
            rounds(2);
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xFF;
            rounds(4);
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void rounds(int count) {
            for (int round = 0; round < count; round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
        }
    }
}
