package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.RepeatOffence.Limit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Check: what one source may do on a port, by the second and at once; a port under attack leaves it less. Who goes over a limit again and again
 * is put on the black list. Any thread; lock-free for a source that is known.
 */
final class SourceLimits {
    private final SourceStates states;
    private final InstanceGuard instance;
    private final AutomaticDefence automatic;
    private final long salt = ThreadLocalRandom.current().nextLong();

    SourceLimits(SourceStates states, InstanceGuard instance, AutomaticDefence automatic) {
        this.states = states;
        this.instance = instance;
        this.automatic = automatic;
    }

    /** Counts a connection as open. What is not {@link Ending#NONE} counted nothing. */
    Ending open(RuleLimits limits, Source source, boolean limited, long now, long serviceMillis) {
        long tag = SourceStates.tag(source.hash(), salt);
        int place = states.claim(tag, now);
        if (place == SourceStates.NO_PLACE) {
            return Ending.NONE;
        }
        if (!limited) {
            states.open(place, tag, 0, now);
            return Ending.NONE;
        }
        PolicySettings settings = instance.settings();
        if (limits.emptyRefused() && states.empties(place, tag, now, settings.emptySeconds()) >= settings.emptyConnections()) {
            return Ending.REFUSED_EMPTY;
        }
        Cost own = limits.sourceNewConnectionsAutomatic() && !automatic.attacked() ? Cost.NONE : limits.sourceNewConnections();
        Cost cost = own.tighter(automatic.newConnections());
        if (limits.sourceConnections() > 0 && states.open(place, tag) >= limits.sourceConnections()) {
            offended(limits, Limit.CONNECTIONS, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_CONNECTIONS;
        }
        if (!cost.unlimited()
                && !states.take(place, tag, SourceStates.NEW_CONNECTIONS, now, cost.nanos(1), cost.toleranceNanos())) {
            if (cost != own) {
                return Ending.REFUSED_AUTOMATIC;
            }
            offended(limits, Limit.NEW_CONNECTIONS, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_NEW_CONNECTIONS;
        }
        if (!states.open(place, tag, limits.sourceConnections(), now)) {
            offended(limits, Limit.CONNECTIONS, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_CONNECTIONS;
        }
        return Ending.NONE;
    }

    /** Whether what {@link #open} has just counted is all that this source has open. */
    boolean newcomer(Source source) {
        long tag = SourceStates.tag(source.hash(), salt);
        int place = states.find(tag);
        return place == SourceStates.NO_PLACE || states.open(place, tag) <= 1;
    }

    /** A later check refused what {@link #open} counted. */
    void unopen(Source source) {
        states.unopen(SourceStates.tag(source.hash(), salt));
    }

    /** A connection that was counted as open is over. */
    void close(Source source, boolean empty, long now) {
        states.close(SourceStates.tag(source.hash(), salt), empty, now);
    }

    /** Whether a datagram may pass. */
    Ending datagram(RuleLimits limits, Source source, int bytes, long now, long serviceMillis) {
        Cost packets = limits.sourcePackets().tighter(automatic.packets());
        Cost volume = limits.sourceBytes();
        if (packets.unlimited() && volume.unlimited()) {
            return Ending.NONE;
        }
        long tag = SourceStates.tag(source.hash(), salt);
        int place = states.claim(tag, now);
        if (place == SourceStates.NO_PLACE) {
            return Ending.NONE;
        }
        // Bytes are looked at before packets are taken, so that a datagram that is refused has cost nothing.
        if (!volume.unlimited() && !states.allows(place, tag, SourceStates.BYTES, now, volume.nanos(bytes), volume.volumeToleranceNanos())) {
            offended(limits, Limit.BYTES, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_BYTES;
        }
        if (!packets.unlimited()
                && !states.take(place, tag, SourceStates.PACKETS, now, packets.nanos(1), packets.toleranceNanos())) {
            if (packets != limits.sourcePackets()) {
                return Ending.REFUSED_AUTOMATIC;
            }
            offended(limits, Limit.PACKETS, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_PACKETS;
        }
        if (!volume.unlimited()
                && !states.take(place, tag, SourceStates.BYTES, now, volume.nanos(bytes), volume.volumeToleranceNanos())) {
            offended(limits, Limit.BYTES, place, tag, source, now, serviceMillis);
            return Ending.REFUSED_SOURCE_BYTES;
        }
        return Ending.NONE;
    }

    /**
     * A read of a connection; its bytes are here, so they are charged. Answers how long this source's connections may not be read for it; 0 for not
     * at all.
     */
    long read(RuleLimits limits, Source source, int bytes, long now, long serviceMillis) {
        Cost packets = limits.sourcePackets();
        Cost volume = limits.sourceBytes();
        if (packets.unlimited() && volume.unlimited()) {
            return 0;
        }
        long tag = SourceStates.tag(source.hash(), salt);
        int place = states.claim(tag, now);
        if (place == SourceStates.NO_PLACE) {
            return 0;
        }
        long packetsPause = packets.unlimited() ? 0
                : states.charge(place, tag, SourceStates.PACKETS, now, packets.nanos(1)) - packets.toleranceNanos();
        if (packetsPause > 0) {
            offended(limits, Limit.PACKETS, place, tag, source, now, serviceMillis);
        }
        long volumePause = volume.unlimited() ? 0
                : states.charge(place, tag, SourceStates.BYTES, now, volume.nanos(bytes)) - volume.volumeToleranceNanos();
        if (volumePause > 0) {
            offended(limits, Limit.BYTES, place, tag, source, now, serviceMillis);
        }
        return Math.max(0, Math.max(packetsPause, volumePause));
    }

    /** How long this source's connections may not be read. */
    long pause(RuleLimits limits, Source source, long now) {
        if (limits.sourcePackets().unlimited() && limits.sourceBytes().unlimited()) {
            return 0;
        }
        long tag = SourceStates.tag(source.hash(), salt);
        int place = states.find(tag);
        if (place == SourceStates.NO_PLACE) {
            return 0;
        }
        long pause = limits.sourcePackets().unlimited() ? 0
                : states.debt(place, tag, SourceStates.PACKETS, now) - limits.sourcePackets().toleranceNanos();
        return Math.max(Math.max(0, pause), limits.sourceBytes().unlimited() ? 0
                : states.debt(place, tag, SourceStates.BYTES, now) - limits.sourceBytes().volumeToleranceNanos());
    }

    private void offended(RuleLimits limits, Limit limit, int place, long tag, Source source, long now, long serviceMillis) {
        List<RepeatOffence> watched = limits.repeatOffences().get(limit);
        for (int i = 0; i < watched.size(); i++) {
            RepeatOffence offence = watched.get(i);
            if (states.offended(place, tag, limit.ordinal(), now, offence.withinSeconds()) >= offence.times()) {
                instance.list(source, serviceMillis, offence.listedSeconds());
                return;
            }
        }
    }
}
