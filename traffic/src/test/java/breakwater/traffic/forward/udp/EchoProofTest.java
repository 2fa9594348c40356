package breakwater.traffic.forward.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoProofTest {
    private static ByteBuf hex(String bytes) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(bytes.replace(" ", "")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a challenge of four bytes sent back,            aabbccdd,          ff 12345678,        54 12345678,                true",
        "anywhere in the datagram,                       aabbccdd,          12345678 00,        0000000000 12345678 00,     true",
        "three bytes are too few,                        aabbccdd,          123456,             123456,                     false",
        "four bytes in another order,                    aabbccdd,          12345678,           78563412,                   false",
        "nothing was answered,                           aabbccdd,          '',                 12345678,                   false",
        "nothing is sent back,                           aabbccdd,          12345678,           '',                         false",
        "the answer repeated the question,               aabbccdd 11223344, aabbccdd 11223344,  aabbccdd 11223344,          false",
        "the question with something of the answer,      aabbccdd,          aabbccdd 55667788,  aabbccdd 55667788,          true",
        "zeros prove nothing,                            aabbccdd,          0000000000000000,   0000000000000000,           false",
        "two different bytes prove nothing,              aabbccdd,          00000001 00000001,  00000001 00000001,          false",
        "equal letters prove nothing,                    aabbccdd,          4141414141,         4141414141,                 false"})
    void aProofIsFourTellingBytesOfTheAnswerThatWereNotInTheQuestion(String what, String question, String answer, String next, boolean proven) {
        EchoProof proof = new EchoProof();
        proof.requested(hex(question));
        proof.answered(hex(answer));
        assertThat(proof.provenBy(hex(next))).isEqualTo(proven);
    }

    @Test
    void theLatestAnswerCounts() {
        EchoProof proof = new EchoProof();
        proof.requested(hex("00"));
        proof.answered(hex("12345678"));
        proof.answered(hex("9abcdef0"));
        assertThat(proof.provenBy(hex("12345678"))).isFalse();
        assertThat(proof.provenBy(hex("9abcdef0"))).isTrue();
    }

    @Test
    void onlyTheBeginningsOfDatagramsAreLookedAt() {
        EchoProof proof = new EchoProof();
        proof.requested(hex("00"));
        proof.answered(hex("00".repeat(EchoProof.SEEN_BYTES) + "12345678"));
        assertThat(proof.provenBy(hex("12345678"))).isFalse();
        proof.answered(hex("00".repeat(EchoProof.SEEN_BYTES - 4) + "12345678"));
        assertThat(proof.provenBy(hex("00".repeat(EchoProof.SEEN_BYTES) + "12345678"))).isFalse();
        assertThat(proof.provenBy(hex("00".repeat(EchoProof.SEEN_BYTES - 4) + "12345678"))).isTrue();
    }

    @Test
    void chanceProvesNothing() {
        SplittableRandom random = new SplittableRandom(34);
        byte[] bytes = new byte[EchoProof.SEEN_BYTES];
        EchoProof proof = new EchoProof();
        random.nextBytes(bytes);
        proof.requested(Unpooled.copiedBuffer(bytes));
        random.nextBytes(bytes);
        proof.answered(Unpooled.copiedBuffer(bytes));
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(bytes);
            assertThat(proof.provenBy(Unpooled.wrappedBuffer(bytes))).isFalse();
        }
    }

    @Test
    void itAgreesWithAPlainSearch() {
        SplittableRandom random = new SplittableRandom(8);
        int proven = 0;
        for (int i = 0; i < 20_000; i++) {
            // Few letters, so that windows meet by chance as often as not.
            byte[] question = letters(random);
            byte[] answer = letters(random);
            byte[] next = letters(random);
            EchoProof proof = new EchoProof();
            proof.requested(Unpooled.wrappedBuffer(question));
            proof.answered(Unpooled.wrappedBuffer(answer));
            boolean expected = plain(question, answer, next);
            proven += expected ? 1 : 0;
            assertThat(proof.provenBy(Unpooled.wrappedBuffer(next))).as("case " + i).isEqualTo(expected);
        }
        assertThat(proven).isBetween(1_000, 19_000);
    }

    private static byte[] letters(SplittableRandom random) {
        byte[] letters = new byte[random.nextInt(30)];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) random.nextInt(5);
        }
        return letters;
    }

    private static boolean plain(byte[] question, byte[] answer, byte[] next) {
        for (int at = 0; at + 4 <= next.length; at++) {
            byte[] window = Arrays.copyOfRange(next, at, at + 4);
            Set<Byte> distinct = new HashSet<>();
            for (byte one : window) {
                distinct.add(one);
            }
            if (distinct.size() >= 3 && contains(answer, window) && !contains(question, window)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] window) {
        for (int at = 0; at + 4 <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + 4, window, 0, 4)) {
                return true;
            }
        }
        return false;
    }
}
