package breakwater.traffic.forward.udp;

import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.RuleMeter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What the sockets of one UDP rule share: its settings, which may change while it lives, its meter and the count of its sessions.
 * Any thread.
 */
public final class UdpRule {
    private final SessionSettings settings;
    private final Sockets sockets;
    private final SessionPlaces places;
    private final OriginDenyList denyList;
    private final SessionChecks checks;
    private final RuleMeter meter;
    private final LongSupplier ticker;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile Target target;

    /** Where datagrams go: changes as one. */
    record Target(OriginSet origins, ProxyProtocol proxyProtocol) {
    }

    /**
     * @param settings      limits
     * @param sockets       makes the sockets towards origins
     * @param places        counts the sessions of all rules
     * @param denyList      asked with the origin's address at every new session
     * @param checks        the rule's checks
     * @param meter         the rule's meter
     * @param ticker        monotonic nanoseconds: idle times
     * @param origins       where datagrams go
     * @param proxyProtocol {@link ProxyProtocol#V2} puts its header before the first datagram of a session; the others do nothing
     */
    public UdpRule(SessionSettings settings, Sockets sockets, SessionPlaces places, OriginDenyList denyList, SessionChecks checks,
                   RuleMeter meter, LongSupplier ticker, OriginSet origins, ProxyProtocol proxyProtocol) {
        this.settings = settings;
        this.sockets = sockets;
        this.places = places;
        this.denyList = denyList;
        this.checks = checks;
        this.meter = meter;
        this.ticker = ticker;
        this.target = new Target(origins, proxyProtocol);
    }

    /**
     * Where new sessions go from now on. Call {@link UdpForwarder#changed} on the loop of each socket afterwards, which ends the sessions
     * of origins that are gone.
     */
    public void change(OriginSet origins, ProxyProtocol proxyProtocol) {
        target = new Target(origins, proxyProtocol);
    }

    /** Takes a place for a session of this rule, or answers false. */
    boolean takePlace() {
        if (sessions.incrementAndGet() <= settings.ruleSessionsMax() && places.take()) {
            return true;
        }
        sessions.decrementAndGet();
        return false;
    }

    void giveBackPlace() {
        sessions.decrementAndGet();
        places.giveBack();
    }

    Sockets sockets() {
        return sockets;
    }

    SessionSettings settings() {
        return settings;
    }

    OriginDenyList denyList() {
        return denyList;
    }

    SessionChecks checks() {
        return checks;
    }

    RuleMeter meter() {
        return meter;
    }

    LongSupplier ticker() {
        return ticker;
    }

    Target target() {
        return target;
    }
}
