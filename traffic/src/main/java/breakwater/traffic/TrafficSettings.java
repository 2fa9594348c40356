package breakwater.traffic;

import breakwater.model.address.IpNetwork;
import breakwater.traffic.forward.health.HealthSettings;
import breakwater.traffic.forward.tcp.RelaySettings;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.listener.ListenerSettings;
import breakwater.traffic.policy.PolicySettings;
import java.util.List;

/**
 * Every limit of the traffic plane; each room declares its own part with ranges and arithmetic. Immutable.
 *
 * @param loops                  event loops, 1 to 1,024; each is one thread that never blocks, so one for every core
 * @param readingIntervalMillis  how often a reading is taken, 10 to 60,000
 * @param loopbackOriginsAllowed whether loopback addresses may be origins: development only
 * @param withheldOrigins        networks that are no origins even so: where service addresses come from, and what else the operator withholds
 * @param persistencePlaces      how many sources are remembered for session persistence, over all rules: a power of two from 64; 8 bytes each
 * @param listener               sockets, descriptors, the tick
 * @param relay                  one relayed connection
 * @param sessions               UDP sessions
 * @param health                 health checks
 * @param policy                 the checks
 */
public record TrafficSettings(int loops, long readingIntervalMillis, boolean loopbackOriginsAllowed,
                              List<IpNetwork> withheldOrigins, int persistencePlaces, ListenerSettings listener,
                              RelaySettings relay, SessionSettings sessions, HealthSettings health,
                              PolicySettings policy) {
    public TrafficSettings {
        withheldOrigins = List.copyOf(withheldOrigins);
        if (loops < 1 || loops > 1_024) {
            throw new IllegalArgumentException("loops must be 1 to 1024, not " + loops);
        }
        if (readingIntervalMillis < 10 || readingIntervalMillis > 60_000) {
            throw new IllegalArgumentException("readingIntervalMillis must be 10 to 60000, not " + readingIntervalMillis);
        }
    }

    /** For production on this machine: a loop for every core, no loopback origins. */
    public static TrafficSettings usual() {
        return usual(false, List.of(), SessionSettings.USUAL);
    }

    /** For this machine: a loop for every core, and these answers about origins and UDP sessions. */
    public static TrafficSettings usual(boolean loopbackOriginsAllowed, List<IpNetwork> withheldOrigins, SessionSettings sessions) {
        ListenerSettings listener = ListenerSettings.usual();
        return new TrafficSettings(Runtime.getRuntime().availableProcessors(), 200, loopbackOriginsAllowed, withheldOrigins, 1 << 20,
                listener, RelaySettings.USUAL, sessions, HealthSettings.beside(listener.descriptorsMax()), PolicySettings.USUAL);
    }
}
