package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Relieves an event loop of the datagrams that one UDP socket refuses, when they are many. Of that loop.
 *
 * <p>What can be told by its source or by its source port is dropped by the kernel ({@link DropProgram}), which then wakes nobody. The program is
 * made anew once in {@link FloodSettings#intervalMillis}, from what was refused in the interval before, and is gone when it is calm. It only
 * ever holds those whom the checks refused, so who keeps to its limits never is in it.
 *
 * <p>What cannot be told so, as when every datagram has another forged source, is bounded in time: turns of the loop that refuse nearly everything
 * may take {@link FloodSettings#timePercent} of it, and the socket rests from reading until they do. Meanwhile the kernel drops what its receive
 * buffer does not hold, of this socket alone: other rules and their connections keep the loop.
 *
 * <p>What the kernel dropped is counted as come in and refused. The kernel tells one number: it is divided among the checks as their shares were
 * expected, and its bytes are as many as the mean of what was refused here. What it dropped with neither a program nor a rest came faster
 * than this machine reads: {@link Ending#EDGE_FULL}.
 */
final class FloodRelief {
    private static final long TIMER_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(2);
    /** Of a turn with fewer datagrams hardly anything is saved. */
    private static final int TURN_DATAGRAMS_MIN = 32;
    /** Nearly everything: nine in ten. */
    private static final int REFUSED_PERCENT_MIN = 90;
    private static final int PERCENT = 100;
    private static final int FADING_SHIFT = 3;
    private static final int[] NO_PORTS = {};

    private final RuleGuard guard;
    private final LongSupplier refusedLater;
    private final Channel socket;
    private final FloodSettings settings;
    private final boolean ipv4;
    private final Optional<KernelFilter> kernel;
    private int sourcesMax;

    private int turnRead;
    private int turnRefused;
    private long turnBegun;
    private long refusedLaterRead;
    /** Until when turns that refused nearly everything are paid for with time in which the socket rests. */
    private long paidAt;
    private boolean resting;

    private long intervalBegun;
    private long intervalRead;
    private long intervalBytes;
    private boolean rested;
    private final long[] refused = new long[Ending.values().length];
    private final long[] expected = new long[Ending.values().length];
    private long refusedBytes;
    /** Of the datagrams that were refused here, in the last interval that had some. */
    private double meanBytes;
    private long reflected;
    private Optional<Offenders> offenders = Optional.empty();
    private boolean lookPlanned;

    /**
     * @param refusedLater how many datagrams that the checks let through were refused behind them, since the start
     * @param socket       open
     * @param ipv4         whether it is a socket of IPv4
     */
    FloodRelief(RuleGuard guard, LongSupplier refusedLater, Channel socket, boolean ipv4) {
        this.guard = guard;
        this.refusedLater = refusedLater;
        this.socket = socket;
        this.settings = guard.floodSettings();
        this.ipv4 = ipv4;
        this.sourcesMax = settings.sourcesMax();
        this.kernel = KernelFilter.possible(socket) ? Optional.of(new KernelFilter(socket)) : Optional.empty();
        this.intervalBegun = guard.nanos();
    }

    /** A datagram was read, and ended so. */
    void saw(Source source, Ending ending, int bytes) {
        if (turnRead++ == 0) {
            turnBegun = guard.nanos();
        }
        intervalBytes += bytes;
        if (ending != Ending.NONE) {
            turnRefused++;
            refused[ending.ordinal()]++;
            refusedBytes += bytes;
        }
        if (offenders.isPresent()) {
            offenders.get().saw(source, ending);
        }
    }

    /** The socket has no more for now, or the loop turns to others. */
    void turnEnded() {
        long now = guard.nanos();
        long later = refusedLater.getAsLong();
        turnRefused += (int) (later - refusedLaterRead);
        refusedLaterRead = later;
        if (turnRead >= TURN_DATAGRAMS_MIN && turnRefused * PERCENT >= turnRead * REFUSED_PERCENT_MIN) {
            paidAt = Math.max(paidAt, now) + (now - turnBegun) * (PERCENT - settings.timePercent()) / settings.timePercent();
            if (paidAt - now >= TIMER_NANOS_MIN && !resting) {
                rest(paidAt - now);
            }
        }
        intervalRead += turnRead;
        turnRead = 0;
        turnRefused = 0;
        lookWhenDue(now);
    }

    private void rest(long nanos) {
        resting = true;
        rested = true;
        socket.config().setAutoRead(false);
        socket.eventLoop().schedule(() -> {
            resting = false;
            if (socket.isOpen()) {
                socket.config().setAutoRead(true);
            }
        }, nanos, TimeUnit.NANOSECONDS);
    }

    private void lookWhenDue(long now) {
        long interval = TimeUnit.MILLISECONDS.toNanos(settings.intervalMillis());
        if (now - intervalBegun >= interval) {
            look(now - intervalBegun);
            intervalBegun = now;
        }
        if (offenders.isPresent() && !lookPlanned) {
            // What is dropped brings no turn.
            lookPlanned = true;
            socket.eventLoop().schedule(() -> {
                lookPlanned = false;
                if (socket.isOpen()) {
                    lookWhenDue(guard.nanos());
                }
            }, settings.intervalMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** An interval is over: counts what the kernel dropped in it, and says what it shall drop in the next. */
    private void look(long elapsedNanos) {
        long dropped = kernel.map(KernelFilter::droppedSince).orElse(0L);
        long refusedHere = Arrays.stream(refused).sum();
        if (refusedHere > 0) {
            meanBytes = (double) refusedBytes / refusedHere;
        } else if (intervalRead > 0 && offenders.isEmpty()) {
            meanBytes = (double) intervalBytes / intervalRead;
        }
        if (dropped > 0) {
            count(dropped);
        }
        long perSecond = (refusedHere + dropped) * TimeUnit.SECONDS.toNanos(1) / elapsedNanos;
        boolean flood = perSecond >= (offenders.isPresent() ? settings.refusalsPerSecond() / 2 : settings.refusalsPerSecond());
        Arrays.fill(expected, 0);
        if (!flood) {
            offenders = Optional.empty();
            reflected = 0;
            kernel.ifPresent(KernelFilter::detach);
        } else if (offenders.isEmpty()) {
            offenders = Optional.of(new Offenders(guard));
        } else if (kernel.isPresent()) {
            drop(kernel.get(), offenders.get());
        }
        Arrays.fill(refused, 0);
        refusedBytes = 0;
        intervalRead = 0;
        intervalBytes = 0;
        rested = resting;
    }

    private void drop(KernelFilter filter, Offenders known) {
        known.renew(guard);
        long reflections = refused[Ending.REFUSED_REFLECTION.ordinal()];
        reflected = reflections > 0 ? reflections : reflected - Math.ceilDiv(reflected, 1 << FADING_SHIFT);
        if (guard.blackholed()) {
            expected[Ending.REFUSED_BLACKHOLE.ordinal()] = 1;
            filter.attach(DropProgram.everything());
            return;
        }
        int[] ports = reflected > 0 ? guard.refusedPorts() : NO_PORTS;
        List<Offenders.Offender> worst = known.worst(sourcesMax);
        if (ports.length == 0 && worst.isEmpty()) {
            filter.detach();
            return;
        }
        if (!filter.attach(DropProgram.of(ipv4, ports, worst.stream().map(Offenders.Offender::thinned).toList()))) {
            sourcesMax /= 2;
            return;
        }
        expected[Ending.REFUSED_REFLECTION.ordinal()] = ports.length > 0 ? reflected : 0;
        worst.forEach(offender -> expected[offender.ending().ordinal()] += offender.weight());
    }

    /** Divides what the kernel dropped among the checks that it dropped for. */
    private void count(long dropped) {
        long[] shares = expected.clone();
        if (rested) {
            for (int ending = 0; ending < shares.length; ending++) {
                shares[ending] += refused[ending];
            }
        }
        long sum = Arrays.stream(shares).sum();
        if (sum == 0) {
            shares[Ending.EDGE_FULL.ordinal()] = 1;
            sum = 1;
        }
        long left = dropped;
        for (Ending ending : ENDINGS) {
            // Of what is left over what is left of the shares, so that nothing is lost to rounding.
            long share = shares[ending.ordinal()];
            if (share > 0) {
                long packets = Math.round((double) left * share / sum);
                sum -= share;
                left -= packets;
                guard.unseen(ending, packets, Math.round(packets * meanBytes));
            }
        }
    }

    private static final List<Ending> ENDINGS = List.of(Ending.values());
}
