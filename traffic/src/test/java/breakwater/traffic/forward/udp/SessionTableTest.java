package breakwater.traffic.forward.udp;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.traffic.LeakWatch;
import breakwater.traffic.forward.Origin;
import breakwater.traffic.forward.Sockets;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class SessionTableTest {
    private record Client(long low, int port) {
    }

    @Test
    void itHoldsWhatAMapHoldsThroughManyAdditionsAndRemovals() {
        InetSocketAddress nowhere = new InetSocketAddress(UdpFixture.address("127.0.0.1"), 9);
        try (UdpFixture udp = UdpFixture.to(nowhere)) {
            UdpForwarder forwarder = new UdpForwarder(udp.rule);
            Origin origin = udp.origins.origins().getFirst();
            DatagramChannel channel = UdpChannels.towards(Sockets.best(), nowhere.getAddress());
            for (int seed = 0; seed < 5; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SessionTable table = new SessionTable();
                Map<Client, Session> model = new HashMap<>();
                for (int step = 0; step < 20_000; step++) {
                    // Grows for a while, then shrinks to nothing, again and again.
                    boolean growing = step / 1_000 % 2 == 0;
                    Client client = new Client(random.nextInt(60), 1 + random.nextInt(40));
                    Session known = table.find(0, client.low(), client.port());
                    assertThat(known).as("seed " + seed + " step " + step).isSameAs(model.get(client));
                    if (known != null && (!growing || random.nextInt(4) == 0)) {
                        table.remove(known);
                        table.remove(known);
                        model.remove(client);
                    } else if (known == null && growing) {
                        Session added = new Session(forwarder, origin, new InetSocketAddress("127.0.0.1", client.port()), 0, client.low(), channel);
                        table.add(added);
                        model.put(client, added);
                    }
                    assertThat(table.size()).isEqualTo(model.size());
                }
                List<Session> visited = new ArrayList<>();
                table.each(session -> {
                    visited.add(session);
                    table.remove(session);
                });
                assertThat(visited).containsExactlyInAnyOrderElementsOf(model.values());
                assertThat(table.size()).isZero();
            }
            channel.unsafe().closeForcibly();
        }
    }
}
