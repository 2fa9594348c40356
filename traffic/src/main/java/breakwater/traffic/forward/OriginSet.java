package breakwater.traffic.forward;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The origins of one rule and whose turn it is: round robin over those in use, the same one again for a source that is remembered.
 * Made anew when the rule changes; origins that stay are the same objects. Any thread; choosing neither locks nor allocates.
 */
public final class OriginSet {
    private final RuleKey key;
    private final List<Origin> origins;
    private final int persistenceSeconds;
    private final Persistence persistence;
    private final AtomicInteger turn;

    private OriginSet(RuleKey key, List<Origin> origins, int persistenceSeconds, Persistence persistence, AtomicInteger turn) {
        this.key = key;
        this.origins = origins;
        this.persistenceSeconds = persistenceSeconds;
        this.persistence = persistence;
        this.turn = turn;
    }

    /** The origins of a new rule. */
    public static OriginSet of(RuleKey key, ForwardingRule rule, Persistence persistence) {
        return new OriginSet(key, rule.origins().stream().map(Origin::new).toList(), rule.persistenceSeconds(), persistence,
                new AtomicInteger());
    }

    /** The origins of the same rule after a change. Health of those that stay, and remembered sources, are kept. */
    public OriginSet after(ForwardingRule rule) {
        List<Origin> next = new ArrayList<>();
        for (InetSocketAddress address : rule.origins()) {
            next.add(of(address).orElseGet(() -> new Origin(address)));
        }
        return new OriginSet(key, List.copyOf(next), rule.persistenceSeconds(), persistence, turn);
    }

    /** In the order of the rule, 1 to 20. */
    public List<Origin> origins() {
        return origins;
    }

    /** The origin with this address and port. */
    public Optional<Origin> of(InetSocketAddress address) {
        for (Origin origin : origins) {
            if (origin.address().equals(address)) {
                return origin.present();
            }
        }
        return Optional.empty();
    }

    /** Whether it still has this very origin. */
    public boolean has(Origin origin) {
        return origins.contains(origin);
    }

    /**
     * The origin for a source.
     *
     * @param sourceHash of the client's address without its port, spread over all 64 bits
     * @param tried      {@link #bit bits} of origins that have just failed; 0 at first
     * @return empty when no origin is left: all are out of use or were tried
     */
    public Optional<Origin> choose(long sourceHash, int tried) {
        int count = origins.size();
        if (persistenceSeconds > 0) {
            int kept = persistence.find(key, sourceHash, origins);
            if (kept >= 0 && (tried & 1 << kept) == 0 && origins.get(kept).normal()) {
                persistence.keep(key, sourceHash, origins.get(kept), persistenceSeconds);
                return origins.get(kept).present();
            }
        }
        int start = count == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), count);
        for (int i = 0; i < count; i++) {
            int index = (start + i) % count;
            Origin origin = origins.get(index);
            if ((tried & 1 << index) == 0 && origin.normal()) {
                if (persistenceSeconds > 0) {
                    persistence.keep(key, sourceHash, origin, persistenceSeconds);
                }
                return origin.present();
            }
        }
        return Optional.empty();
    }

    /** The origin's bit among those that were tried; 0 if it is not of this set. */
    public int bit(Origin origin) {
        int index = origins.indexOf(origin);
        return index < 0 ? 0 : 1 << index;
    }
}
