package breakwater.traffic.forward.udp;

import static breakwater.traffic.forward.udp.UdpFixture.answer;
import static breakwater.traffic.forward.udp.UdpFixture.at;
import static breakwater.traffic.forward.udp.UdpFixture.bytes;
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
import breakwater.traffic.PlaneFixture;
import breakwater.traffic.forward.Sockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class UdpForwarderTest {
    private final DatagramSocket origin = socket("127.0.0.1");
    private final DatagramSocket second = socket("127.0.0.1");

    @AfterEach
    void close() {
        origin.close();
        second.close();
    }

    @Test
    void aDatagramReachesTheOriginAndItsAnswerTheClient() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "question");
            DatagramPacket question = receive(origin);
            assertThat(text(question)).isEqualTo("question");
            answer(origin, question, "answer");
            DatagramPacket answer = receive(client);
            assertThat(text(answer)).isEqualTo("answer");
            assertThat(answer.getSocketAddress()).isEqualTo(udp.service);
            udp.read();
            assertThat(List.of(udp.inBytes, udp.outBytes, udp.open())).containsExactly(8L, 6L, 1L);
        }
    }

    @Test
    void itWorksOverIpv6AsWell() throws IOException {
        try (DatagramSocket six = socket("::1");
             UdpFixture udp = new UdpFixture(settings(3), "::1", 1, ProxyProtocol.NONE, 0, Sockets.best(), at(six))) {
            DatagramSocket client = udp.client();
            udp.send(client, "question");
            answer(six, receive(six), "answer");
            assertThat(text(receive(client))).isEqualTo("answer");
        }
    }

    @Test
    void itWorksWithoutTheNativeTransport() throws IOException {
        try (UdpFixture udp = new UdpFixture(settings(3), "127.77.1.1", 1, ProxyProtocol.NONE, 0, Sockets.NIO, at(origin))) {
            DatagramSocket client = udp.client();
            for (int i = 0; i < 20; i++) {
                udp.send(client, random(5_000));
                DatagramPacket question = receive(origin);
                assertThat(question.getLength()).isEqualTo(5_000);
                answer(origin, question, random(5_001));
                assertThat(receive(client).getLength()).isEqualTo(5_001);
            }
        }
    }

    @Test
    void eachClientHasASocketOfItsOwnTowardsTheOrigin() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket one = udp.client();
            DatagramSocket other = udp.client();
            udp.send(one, "one");
            DatagramPacket fromOne = receive(origin);
            udp.send(other, "other");
            DatagramPacket fromOther = receive(origin);
            assertThat(fromOne.getPort()).isNotEqualTo(fromOther.getPort());
            answer(origin, fromOther, "to other");
            answer(origin, fromOne, "to one");
            assertThat(text(receive(one))).isEqualTo("to one");
            assertThat(text(receive(other))).isEqualTo("to other");
            udp.send(one, "again");
            assertThat(receive(origin).getPort()).isEqualTo(fromOne.getPort());
        }
    }

    @Test
    void theLargestDatagramsPassWholeInBothDirections() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            for (int i = 0; i < 3; i++) {
                // Loopback has an MTU of 65,536, so with its headers a datagram of 65,507 bytes just fits; two more bytes of header would not.
                udp.send(client, random(65_507));
                DatagramPacket question = receive(origin);
                assertThat(bytes(question)).isEqualTo(random(65_507));
                answer(origin, question, random(65_507));
                assertThat(bytes(receive(client))).isEqualTo(random(65_507));
            }
        }
    }

    @Test
    void largeDatagramsThatArriveTogetherAreNotCutOrMixed() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            for (int i = 0; i < 8; i++) {
                udp.send(client, random(20_000 + i));
            }
            Set<Integer> lengths = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                byte[] payload = bytes(receive(origin));
                assertThat(payload).isEqualTo(random(payload.length));
                lengths.add(payload.length);
            }
            assertThat(lengths).hasSize(8);
        }
    }

    @Test
    void emptyDatagramsPassInBothDirectionsAndInTheirOrder() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "");
            assertThat(receive(origin).getLength()).isZero();
            udp.send(client, "a");
            udp.send(client, "");
            udp.send(client, "b");
            udp.send(client, "c");
            DatagramPacket first = receive(origin);
            assertThat(List.of(text(first), text(receive(origin)), text(receive(origin)), text(receive(origin))))
                    .containsExactly("a", "", "b", "c");
            answer(origin, first, "");
            answer(origin, first, "d");
            answer(origin, first, "");
            assertThat(List.of(text(receive(client)), text(receive(client)), text(receive(client)))).containsExactly("", "d", "");
        }
    }

    @Test
    void datagramsOfAClientKeepTheirOrderAndNoneIsLostOrDoubled() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            List<String> sent = new ArrayList<>();
            List<String> received = new ArrayList<>();
            for (int batch = 0; batch < 20; batch++) {
                for (int i = 0; i < 50; i++) {
                    String payload = "datagram " + sent.size();
                    sent.add(payload);
                    udp.send(client, payload);
                }
                for (int i = 0; i < 50; i++) {
                    received.add(text(receive(origin)));
                }
            }
            assertThat(received).isEqualTo(sent);
        }
    }

    /** Datagrams of a batch are joined on their way through the kernel; nobody may notice. */
    @Test
    void batchesOfMixedSizesArriveAsTheyWereSentInBothDirections() throws IOException {
        SplittableRandom random = new SplittableRandom(18);
        try (UdpFixture udp = new UdpFixture(settings(1_000), "127.77.1.1", 1, ProxyProtocol.NONE, 0, Sockets.best(), at(origin))) {
            DatagramSocket client = udp.client();
            DatagramSocket other = udp.client();
            udp.send(client, "who is there");
            DatagramPacket session = receive(origin);
            udp.send(other, "and who else");
            DatagramPacket otherSession = receive(origin);
            for (int batch = 0; batch < 30; batch++) {
                List<byte[]> sent = new ArrayList<>();
                int size = 1 + random.nextInt(1_400);
                for (int i = 0; i < 40; i++) {
                    size = random.nextInt(4) == 0 ? random.nextInt(random.nextInt(8) == 0 ? 5_000 : 1_400) : size;
                    byte[] payload = new byte[size];
                    random.nextBytes(payload);
                    sent.add(payload);
                    udp.send(client, payload);
                }
                for (byte[] payload : sent) {
                    assertThat(bytes(receive(origin))).isEqualTo(payload);
                }
                for (byte[] payload : sent) {
                    answer(origin, session, payload);
                    if (random.nextInt(3) == 0) {
                        answer(origin, otherSession, "something else");
                        assertThat(text(receive(other))).isEqualTo("something else");
                    }
                }
                for (byte[] payload : sent) {
                    assertThat(bytes(receive(client))).isEqualTo(payload);
                }
            }
            assertThat(udp.ended(Ending.EDGE_FAULT)).isZero();
        }
    }

    @Test
    void clientsTakeTurnsAmongTheOrigins() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin), at(second))) {
            for (int i = 0; i < 3; i++) {
                udp.send(udp.client(), "to one");
                udp.send(udp.client(), "to the other");
                receive(origin);
                receive(second);
            }
        }
    }

    @Test
    void aSourceKeepsItsOriginWhenTheRuleSaysSo() throws IOException {
        try (UdpFixture udp = new UdpFixture(settings(3), "127.77.1.1", 1, ProxyProtocol.NONE, 30, Sockets.best(), at(origin), at(second))) {
            for (int i = 0; i < 4; i++) {
                udp.send(udp.client(), "same address, other port");
            }
            boolean first = !silent(origin);
            assertThat(silent(first ? second : origin)).isTrue();
        }
    }

    @Test
    void theFirstDatagramOfASessionTellsWhoTheClientIs() throws IOException {
        try (UdpFixture udp = new UdpFixture(settings(3), "127.77.1.1", 1, ProxyProtocol.V2, 0, Sockets.best(), at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "first");
            udp.send(client, "second");
            byte[] first = bytes(receive(origin));
            int port = client.getLocalPort();
            int service = udp.service.getPort();
            assertThat(first).startsWith(new byte[] {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10, 0x21, 0x12, 0, 12, 127, 0, 0, 1, 127,
                77, 1, 1, (byte) (port >> 8), (byte) port, (byte) (service >> 8), (byte) service, 'f', 'i', 'r', 's', 't'}).hasSize(33);
            assertThat(text(receive(origin))).isEqualTo("second");
        }
    }

    @Test
    void aFirstDatagramThatLeavesNoRoomForTheHeaderIsRefused() throws IOException {
        try (UdpFixture udp = new UdpFixture(settings(3), "127.77.1.1", 1, ProxyProtocol.V2, 0, Sockets.best(), at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, random(65_507 - 27));
            until("it is refused", () -> udp.ended(Ending.REFUSED_PAYLOAD) == 1);
            udp.send(client, random(65_507 - 28));
            assertThat(receive(origin).getLength()).isEqualTo(65_507);
            assertThat(udp.open()).isEqualTo(1);
        }
    }

    @Test
    void aSessionThatWasNotAnsweredEndsEarlierThanOneInWhichBothSpoke() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket silent = udp.client();
            DatagramSocket talking = udp.client();
            udp.send(silent, "hello");
            receive(origin);
            udp.send(talking, "hello");
            DatagramPacket hello = receive(origin);
            answer(origin, hello, "hello");
            receive(talking);
            udp.send(talking, "good");
            receive(origin);
            udp.pass(14_999);
            udp.send(silent, "still here");
            receive(origin);
            udp.pass(14_999);
            assertThat(udp.sessions()).containsExactly(2);
            udp.pass(2);
            until("the unanswered one ends", () -> udp.ended(Ending.CLIENT_IDLE) == 1);
            udp.pass(30_000);
            until("the other one ends", () -> udp.ended(Ending.CLIENT_IDLE) == 2);
            assertThat(udp.sessions()).containsExactly(0);
            assertThat(udp.open()).isZero();
            assertThat(udp.places.taken()).isZero();
            assertThat(udp.descriptors).hasValue(0);
            assertThat(udp.closed).containsExactly(true, true);
        }
    }

    @Test
    void aClientThatComesBackAfterItsSessionEndedGetsANewOne() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "first");
            receive(origin);
            udp.pass(15_000);
            until("the session ends", () -> udp.ended(Ending.CLIENT_IDLE) == 1);
            udp.send(client, "second");
            DatagramPacket datagram = receive(origin);
            assertThat(text(datagram)).isEqualTo("second");
            answer(origin, datagram, "still there");
            assertThat(text(receive(client))).isEqualTo("still there");
        }
    }

    @Test
    void anOriginPortThatNobodyListensOnEndsTheSessionAndTheNextOneGoesElsewhere() throws IOException {
        try (UdpFixture udp = UdpFixture.to(PlaneFixture.nobody(), at(second))) {
            DatagramSocket client = udp.client();
            udp.send(client, "to nobody");
            until("the kernel tells that the port is unreachable", () -> udp.ended(Ending.ORIGIN_REFUSED) == 1);
            udp.send(client, "to somebody");
            assertThat(text(receive(second))).isEqualTo("to somebody");
        }
    }

    @Test
    void aSessionMovesToAnotherOriginWhenItsOwnIsTakenOut() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin), at(second))) {
            DatagramSocket client = udp.client();
            udp.send(client, "one");
            receive(origin);
            udp.origins.origins().getFirst().normal(false);
            udp.send(client, "two");
            assertThat(text(receive(second))).isEqualTo("two");
            assertThat(udp.ended(Ending.ORIGIN_ABNORMAL)).isEqualTo(1);
            udp.origins.origins().getLast().normal(false);
            udp.send(client, "three");
            until("nobody is left to take it", () -> udp.ended(Ending.ORIGIN_ABNORMAL) == 3);
            assertThat(udp.sessions()).containsExactly(0);
            assertThat(udp.closed).hasSize(3);
        }
    }

    @Test
    void anOriginThatMayNotBeReachedIsNeverSentAnything() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            udp.denyList.serviceAddresses(Set.of(at(origin).getAddress()));
            udp.send(udp.client(), "loop");
            until("it is refused", () -> udp.ended(Ending.ORIGIN_FORBIDDEN) == 1);
            assertThat(silent(origin)).isTrue();
            assertThat(udp.places.taken()).isZero();
        }
    }

    @Test
    void whatACheckRefusesOpensNoSession() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            udp.admission = Ending.REFUSED_SOURCE_NEW_CONNECTIONS;
            udp.send(udp.client(), "one too many");
            until("it is refused", () -> udp.ended(Ending.REFUSED_SOURCE_NEW_CONNECTIONS) == 1);
            assertThat(udp.sessions()).containsExactly(0);
            assertThat(udp.places.taken()).isZero();
            assertThat(udp.closed).as("what was not let in is not closed").isEmpty();
        }
    }

    @Test
    void answersBeyondThePlansBandwidthAreDropped() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "question");
            DatagramPacket question = receive(origin);
            udp.bandwidthLeft = false;
            answer(origin, question, "dropped");
            until("it is dropped", () -> udp.ended(Ending.REFUSED_PLAN_BANDWIDTH) == 1);
            udp.bandwidthLeft = true;
            answer(origin, question, "passes");
            assertThat(text(receive(client))).isEqualTo("passes");
        }
    }

    @Test
    void aFullTableRefusesNewSessionsAndKeepsTheOldOnes() throws IOException {
        SessionSettings three = new SessionSettings(3, 3, 60_000, 15_000, 10, 3, 3, 64 << 20);
        try (UdpFixture udp = new UdpFixture(three, "127.77.1.1", 1, ProxyProtocol.NONE, 0, Sockets.best(), at(origin))) {
            DatagramSocket first = udp.client();
            udp.send(first, "first");
            receive(origin);
            for (int i = 0; i < 5; i++) {
                udp.send(udp.client(), "next");
            }
            until("the rest is refused", () -> udp.ended(Ending.EDGE_FULL) == 3);
            receive(origin);
            receive(origin);
            udp.send(first, "again");
            assertThat(text(receive(origin))).isEqualTo("again");
            assertThat(udp.sessions()).containsExactly(3);
            udp.pass(15_000);
            until("places are free again", () -> udp.places.taken() == 0);
            udp.send(udp.client(), "after");
            assertThat(text(receive(origin))).isEqualTo("after");
        }
    }

    @Test
    void aRuleThatEndsEndsItsSessionsAndRefusesWhatStillComes() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, "question");
            DatagramPacket question = receive(origin);
            udp.end(Ending.EDGE_FORWARDING_ENDED);
            assertThat(udp.ended(Ending.EDGE_FORWARDING_ENDED)).isEqualTo(1);
            answer(origin, question, "too late");
            assertThat(silent(client)).isTrue();
            udp.send(client, "too late as well");
            until("it is refused", () -> udp.ended(Ending.EDGE_FORWARDING_ENDED) == 2);
            assertThat(silent(origin)).isTrue();
        }
    }

    @Test
    void aChangeEndsOnlyTheSessionsOfOriginsThatAreGone() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin), at(second))) {
            DatagramSocket stays = udp.client();
            DatagramSocket moves = udp.client();
            udp.send(moves, "moves");
            receive(origin);
            udp.send(stays, "stays");
            int port = receive(second).getPort();
            udp.rule.change(udp.origins.after(UdpFixture.ruleTo(0, at(second))), ProxyProtocol.NONE);
            udp.changed();
            assertThat(udp.ended(Ending.EDGE_ORIGIN_REMOVED)).isEqualTo(1);
            udp.send(stays, "stays");
            assertThat(receive(second).getPort()).isEqualTo(port);
            udp.send(moves, "moved");
            assertThat(text(receive(second))).isEqualTo("moved");
        }
    }

    @Test
    void twoLoopsShareTheRuleAndItsCountIsExact() throws IOException {
        try (UdpFixture udp = new UdpFixture(settings(3), "127.77.1.1", 2, ProxyProtocol.NONE, 0, Sockets.best(), at(origin))) {
            List<DatagramSocket> clients = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                clients.add(udp.client());
            }
            for (int round = 0; round < 5; round++) {
                for (DatagramSocket client : clients) {
                    udp.send(client, "0123456789");
                    answer(origin, receive(origin), "01234");
                    receive(client);
                }
            }
            until("all is counted", () -> {
                udp.read();
                return udp.outBytes == 40 * 5 * 5;
            });
            assertThat(udp.inBytes).isEqualTo(40 * 5 * 10);
            assertThat(udp.open()).isEqualTo(40);
            assertThat(udp.sessions()).allSatisfy(count -> assertThat(count).isPositive());
            assertThat(udp.sessions().stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        }
    }

    @Test
    void sessionsWhoseSocketIsClosedBeforeTheyWereEndedAreNotTakenForThoseOfARemovedRule() throws IOException {
        try (UdpFixture udp = UdpFixture.to(at(origin)); DatagramSocket client = udp.client()) {
            udp.send(client, "question");
            receive(origin);
            udp.closeSockets();
            until("the session ends", () -> udp.ended(Ending.EDGE_FAULT) == 1);
            assertThat(udp.ended(Ending.EDGE_RULE_REMOVED)).isZero();
        }
    }
}
