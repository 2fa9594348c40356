package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The sources of which one socket's checks refuse datagrams, the worst of them, in fixed memory; what the kernel may drop of each until the next
 * {@link #renew}. Of the socket's event loop. When the eight places that a source may have are taken, each newcomer takes one from the weight of
 * the lightest, and its place once that weighs nothing: the heavy ones stay however many others there are.
 *
 * <p>Of a source that a rate refuses, so much is let through as was admitted of it in the interval before, and a quarter more: the checks still
 * see more of it than they admit, so it gets all of its rate and no less. After an interval in which nothing was refused it is let
 * half as much more, and it is left alone as soon as that is no less than it sends. A source that a list or the region refuses is dropped whole,
 * until they do not refuse it any more, which is asked every time; its weight fades, so that it is let through for an interval now and
 * then, in which it shows whether it still sends. After a change of the rule's limits everybody is left alone.
 */
final class Offenders {
    private static final int WAYS = 8;
    private static final int PLACES = 1_024;
    private static final double HEADROOM = 1.25;
    private static final double GROWTH = 1.5;
    /** So many are let through of each in an interval at least: with fewer, one that goes on would often look as if it did not. */
    private static final int SEEN_MIN = 5;
    private static final int FADING_SHIFT = 3;

    private final long[] highs = new long[PLACES];
    private final long[] lows = new long[PLACES];
    /** By which check it was refused last; {@link Ending#NONE} where the place is free. */
    private final Ending[] endings = new Ending[PLACES];
    private final int[] seen = new int[PLACES];
    private final int[] refused = new int[PLACES];
    /** How many were admitted in the last interval in which some were refused. */
    private final double[] allowed = new double[PLACES];
    /** Which share the kernel lets through. */
    private final double[] passing = new double[PLACES];
    /** How many datagrams are refused of it in an interval, by the kernel or here. */
    private final long[] weights = new long[PLACES];
    private final Source asked = Source.of(0, 0);
    /** By which they were refused. */
    private RuleLimits limits;

    Offenders(RuleGuard guard) {
        limits = guard.limits();
        Arrays.fill(endings, Ending.NONE);
    }

    /** Whether a filter by address can stand in for this check: it refuses a source, not a datagram or a port. */
    static boolean bySource(Ending ending) {
        return byAddress(ending) || ending == Ending.REFUSED_SOURCE_PACKETS || ending == Ending.REFUSED_SOURCE_BYTES
                || ending == Ending.REFUSED_AUTOMATIC;
    }

    private static boolean byAddress(Ending ending) {
        return ending == Ending.REFUSED_BLACKLIST || ending == Ending.REFUSED_REGION || ending == Ending.REFUSED_LINE;
    }

    /** A datagram of a source was read, and ended so. */
    void saw(Source source, Ending ending) {
        boolean offence = bySource(ending);
        int from = (int) (source.hash() >>> Integer.SIZE) & PLACES - WAYS;
        int lightest = from;
        for (int at = from; at < from + WAYS; at++) {
            if (endings[at] == Ending.NONE) {
                lightest = at;
            } else if (lows[at] == source.low() && highs[at] == source.high()) {
                seen[at]++;
                if (offence) {
                    refused[at]++;
                    endings[at] = ending;
                }
                return;
            } else if (endings[lightest] != Ending.NONE && weights[at] + refused[at] < weights[lightest] + refused[lightest]) {
                lightest = at;
            }
        }
        if (offence && (endings[lightest] == Ending.NONE || !outweighs(lightest))) {
            highs[lightest] = source.high();
            lows[lightest] = source.low();
            endings[lightest] = ending;
            seen[lightest] = 1;
            refused[lightest] = 1;
            passing[lightest] = 1;
            weights[lightest] = 0;
        }
    }

    /** Whether a place withstands one more newcomer. */
    private boolean outweighs(int place) {
        if (weights[place] > 0) {
            weights[place]--;
            return true;
        }
        return refused[place] > 1;
    }

    /** An interval is over: who stays, and what is dropped of each in the next one. */
    void renew(RuleGuard guard) {
        RuleLimits inForce = guard.limits();
        if (!inForce.equals(limits)) {
            limits = inForce;
            Arrays.fill(endings, Ending.NONE);
        }
        for (int at = 0; at < PLACES; at++) {
            if (endings[at] == Ending.NONE) {
                continue;
            }
            if (byAddress(endings[at])) {
                asked.become(highs[at], lows[at]);
                endings[at] = guard.refusedWhateverItSends(asked);
                weights[at] = refused[at] > 0 ? refused[at] : weights[at] - Math.ceilDiv(weights[at], 1 << FADING_SHIFT);
                passing[at] = 0;
            } else {
                // What a list refused a moment ago was not thinned by chance.
                double arrived = seen[at] / (passing[at] > 0 ? passing[at] : 1);
                allowed[at] = refused[at] > 0 ? seen[at] - refused[at] : GROWTH * Math.max(allowed[at], seen[at]);
                double wanted = Math.max(SEEN_MIN, HEADROOM * allowed[at]);
                passing[at] = wanted < arrived ? wanted / arrived : 1;
                weights[at] = (long) Math.ceil(arrived * (1 - passing[at]));
            }
            if (weights[at] == 0 && refused[at] == 0) {
                endings[at] = Ending.NONE;
            }
            seen[at] = 0;
            refused[at] = 0;
        }
    }

    /** Those of which the kernel shall drop something, the heaviest first, and no more than so many. */
    List<Offender> worst(int max) {
        List<Offender> worst = new ArrayList<>();
        for (int at = 0; at < PLACES; at++) {
            if (endings[at] != Ending.NONE && passing[at] < 1) {
                worst.add(new Offender(endings[at], weights[at], new DropProgram.Thinned(highs[at], lows[at], passing[at])));
            }
        }
        worst.sort(Comparator.comparingLong(Offender::weight).reversed());
        return worst.subList(0, Math.min(max, worst.size()));
    }

    /**
     * One of them.
     *
     * @param ending by which check it is refused
     * @param weight how many datagrams the kernel is expected to drop of it in an interval
     */
    record Offender(Ending ending, long weight, DropProgram.Thinned thinned) {
    }
}
