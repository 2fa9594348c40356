package breakwater.traffic.listener;

import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.health.HealthChecks;
import breakwater.traffic.forward.udp.SessionPlaces;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.meter.Meters;
import breakwater.traffic.policy.Guards;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * What all listeners of a plane share. Any thread.
 *
 * @param failed listeners that could not be bound, for the next retry; at most one entry a rule
 */
record Shared(ListenerSettings settings, SessionSettings sessions, EventLoops loops, Guards guards, Meters meters,
              Persistence persistence, OriginDenyList denyList, HealthChecks health, LongSupplier ticker, SessionPlaces sessionPlaces,
              Descriptors descriptors, Queue<RuleListener> failed) {
    static Shared of(ListenerSettings settings, SessionSettings sessions, EventLoops loops, Guards guards, Meters meters,
                     Persistence persistence, OriginDenyList denyList, HealthChecks health, LongSupplier ticker) {
        Descriptors descriptors = new Descriptors(settings.descriptorsMax());
        return new Shared(settings, sessions, loops, guards, meters, persistence, denyList, health, ticker,
                new SessionPlaces(sessions.sessionsMax(), descriptors::takeOne, () -> descriptors.giveBack(1)), descriptors,
                new ConcurrentLinkedQueue<>());
    }

    void unbound(RuleListener listener) {
        failed.add(listener);
    }
}
