package breakwater.traffic.forward.udp;

import static breakwater.traffic.forward.udp.UdpFixture.answer;
import static breakwater.traffic.forward.udp.UdpFixture.at;
import static breakwater.traffic.forward.udp.UdpFixture.random;
import static breakwater.traffic.forward.udp.UdpFixture.receive;
import static breakwater.traffic.forward.udp.UdpFixture.settings;
import static breakwater.traffic.forward.udp.UdpFixture.silent;
import static breakwater.traffic.forward.udp.UdpFixture.socket;
import static breakwater.traffic.forward.udp.UdpFixture.text;
import static breakwater.traffic.forward.udp.UdpFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.traffic.LeakWatch;
import breakwater.traffic.forward.Sockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * We are no amplifier (row 34 of the threats): bytes are counted where they arrive. The victim is a client socket that never answers; the
 * forger is whoever writes through that same socket without ever reading it, which is all that a forger can do.
 */
@ExtendWith(LeakWatch.class)
class AmplificationTest {
    private final DatagramSocket origin = socket("127.0.0.1");

    @AfterEach
    void close() {
        origin.close();
    }

    /** Bytes that have arrived at the victim, with what came before: as many as must come, and whatever comes besides. */
    private static long drained(DatagramSocket victim, long certainBytes) throws IOException {
        long bytes = 0;
        while (bytes < certainBytes) {
            bytes += receive(victim).getLength();
        }
        victim.setSoTimeout(100);
        try {
            while (true) {
                bytes += receive(victim).getLength();
            }
        } catch (SocketTimeoutException nothingMore) {
            return bytes;
        } finally {
            victim.setSoTimeout(10_000);
        }
    }

    @Test
    void oneForgedDatagramBringsTheVictimAtMostThreeTimesItsBytes() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket victim = udp.client();
            udp.send(victim, new byte[100]);
            DatagramPacket forged = receive(origin);
            for (int i = 0; i < 100; i++) {
                answer(origin, forged, new byte[90]);
            }
            until("the rest is refused", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 97);
            assertThat(drained(victim, 270)).isEqualTo(270);
            assertThat(udp.refusedAnswerBytes).isEqualTo(97 * 90);
        }
    }

    @Test
    void anAnswerThatWouldGoBeyondIsRefusedWhole() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket victim = udp.client();
            udp.send(victim, new byte[64]);
            DatagramPacket forged = receive(origin);
            answer(origin, forged, new byte[193]);
            until("it is refused", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 1);
            answer(origin, forged, new byte[192]);
            assertThat(receive(victim).getLength()).isEqualTo(192);
        }
    }

    @Test
    void forgedDatagramsThatKeepComingAreNoProof() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket victim = udp.client();
            long arrived = 0;
            for (int i = 0; i < 60; i++) {
                udp.send(victim, "always the same question");
                DatagramPacket forged = receive(origin);
                for (int j = 0; j < 20; j++) {
                    answer(origin, forged, "always the same question, and an answer number " + j + " of reply " + i);
                }
                if (i % 10 == 9) {
                    arrived += drained(victim, 1);
                    assertThat(arrived).isPositive().isLessThanOrEqualTo((i + 1) * 3 * 24);
                }
            }
        }
    }

    @Test
    void anEmptyForgedDatagramBringsNoByte() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket victim = udp.client();
            udp.send(victim, "");
            answer(origin, receive(origin), "x");
            until("it is refused", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 1);
            assertThat(silent(victim)).isTrue();
        }
    }

    /** On the victim's link these are 29 and 28 bytes each, although they carry one and none. */
    @Test
    void tinyAndEmptyAnswersCountWithTheirHeaders() throws IOException {
        for (int carried = 0; carried < 2; carried++) {
            try (UdpFixture udp = UdpFixture.to(at(origin))) {
                DatagramSocket victim = udp.client();
                udp.send(victim, new byte[60]);
                DatagramPacket forged = receive(origin);
                for (int i = 0; i < 100; i++) {
                    answer(origin, forged, new byte[carried]);
                }
                // Three times 88 bytes are room for nine datagrams of either kind.
                until("the rest is refused", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 91);
            }
        }
    }

    @Test
    void whateverAForgerAndAnOriginSendTheVictimNeverGetsMoreThanTheFactor() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int factor = 1 + random.nextInt(4);
            try (UdpFixture udp = new UdpFixture(settings(factor), "127.77.1.1", 1, ProxyProtocol.NONE, 0, Sockets.best(), at(origin))) {
                DatagramSocket victim = udp.client();
                long sent = 0;
                long arrived = 0;
                for (int i = 0; i < 30; i++) {
                    byte[] forged = random(random, 1 + random.nextInt(200));
                    sent += forged.length;
                    udp.send(victim, forged);
                    DatagramPacket request = receive(origin);
                    for (int j = random.nextInt(5); j > 0; j--) {
                        answer(origin, request, random(random, random.nextInt(700)));
                    }
                }
                arrived += drained(victim, 0);
                assertThat(arrived).as("seed " + seed).isLessThanOrEqualTo(sent * factor);
            }
        }
    }

    @Test
    void aClientThatSendsBackWhatItHeardGetsAllThatFollows() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "hello");
            DatagramPacket hello = receive(origin);
            answer(origin, hello, "cookie 7f3a91c2");
            assertThat(text(receive(client))).isEqualTo("cookie 7f3a91c2");
            udp.send(client, "get 7f3a91c2");
            receive(origin);
            for (int i = 0; i < 20; i++) {
                answer(origin, hello, new byte[10_000]);
                assertThat(receive(client).getLength()).isEqualTo(10_000);
            }
            assertThat(udp.ended(Ending.REFUSED_AMPLIFICATION)).isZero();
        }
    }

    @Test
    void aProofCountsForItsSessionOnly() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "hello");
            DatagramPacket hello = receive(origin);
            answer(origin, hello, "cookie 7f3a91c2");
            receive(client);
            udp.send(client, "get 7f3a91c2");
            receive(origin);
            udp.pass(60_000);
            until("the session ends", () -> udp.ended(Ending.CLIENT_IDLE) == 1);
            udp.send(client, "get 7f3a91c2");
            DatagramPacket later = receive(origin);
            answer(origin, later, new byte[1_000]);
            until("a new session proves itself anew", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 1);
            assertThat(silent(client)).isTrue();
        }
    }

    @Test
    void anOriginThatSpeaksOnItsOwnIsHeldToTheFactorToo() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket victim = udp.client();
            udp.send(victim, new byte[50]);
            DatagramPacket subscribed = receive(origin);
            for (int i = 0; i < 30; i++) {
                answer(origin, subscribed, new byte[50]);
            }
            until("the rest is refused", () -> udp.ended(Ending.REFUSED_AMPLIFICATION) == 27);
            assertThat(drained(victim, 150)).isEqualTo(150);
        }
    }
}
