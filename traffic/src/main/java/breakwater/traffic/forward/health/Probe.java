package breakwater.traffic.forward.health;

import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.Transport;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One attempt to find out whether an origin is well. Started and given up by the checks' thread, decided on an event loop or by being
 * given up; what comes first counts.
 */
final class Probe {
    /** What an attempt found. */
    enum Outcome {
        /** The origin is well. */
        PASSED,
        /** It is not. */
        FAILED,
        /** The attempt could not be made, for want of descriptors: nothing is known. */
        NOT_MADE
    }

    /** How the attempt is made. */
    enum Kind {
        /** A connection is opened. */
        CONNECT,
        /** A HEAD request is answered. */
        HEAD,
        /** A datagram does not come back as undeliverable. */
        DATAGRAM;

        /**
         * How a rule's check probes. A UDP rule that names another port than the one it forwards to has something there that speaks TCP.
         */
        static Kind of(HealthCheck check, Transport transport, InetSocketAddress origin) {
            return switch (check.kind()) {
                case HTTP -> HEAD;
                case TCP -> transport == Transport.UDP && (check.port() == 0 || check.port() == origin.getPort()) ? DATAGRAM : CONNECT;
            };
        }
    }

    private final CheckedOrigin origin;
    private final HealthCheck check;
    private final Kind kind;
    private final InetSocketAddress address;
    private final long deadlineNanos;
    private final Queue<Probe> decided;
    private final AtomicReference<Optional<Outcome>> outcome = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Channel>> channel = new AtomicReference<>(Optional.empty());

    /**
     * @param deadlineNanos ticker time at which it is given up
     * @param decided       is given this probe once it is decided
     */
    Probe(CheckedOrigin origin, HealthCheck check, Kind kind, InetSocketAddress address, long deadlineNanos, Queue<Probe> decided) {
        this.origin = origin;
        this.check = check;
        this.kind = kind;
        this.address = address;
        this.deadlineNanos = deadlineNanos;
        this.decided = decided;
    }

    CheckedOrigin origin() {
        return origin;
    }

    HealthCheck check() {
        return check;
    }

    Kind kind() {
        return kind;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean overdue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** What was found; call it only once decided. */
    Outcome outcome() {
        return outcome.get().orElseThrow();
    }

    boolean isDecided() {
        return outcome.get().isPresent();
    }

    /** It has a channel now, to be closed when it is decided. */
    void uses(Channel opened) {
        channel.set(Optional.of(opened));
        if (isDecided()) {
            opened.close();
        }
    }

    void decide(Outcome found) {
        if (outcome.compareAndSet(Optional.empty(), Optional.of(found))) {
            decided.add(this);
            channel.get().ifPresent(Channel::close);
        }
    }

    /** Its time is up: who owes an answer has failed, and who only must not refuse has passed. */
    void giveUp() {
        decide(switch (kind) {
            case CONNECT, HEAD -> Outcome.FAILED;
            case DATAGRAM -> Outcome.PASSED;
        });
    }
}
