package breakwater.control.lifecycle.esa;

import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;

/**
 * Looks for a site's verify code in the DNS. A look-up takes up to seconds and a transaction must not, so the question that
 * finds no fresh answer is answered with no and starts the look-up behind its transaction: whoever asks again a moment later
 * hears the result. Answers are kept for {@link #FRESH}.
 *
 * <p>Bounds: {@link #LOOKUPS_MAX} look-ups at a time (a further one is not started, so its site stays unproven until asked
 * again) and {@link #ANSWERS_MAX} kept answers (the oldest goes). Used from any thread.
 */
public final class DnsOwnership implements SiteOwnership {
    /** How long an answer of the DNS counts. */
    static final Duration FRESH = Duration.ofMinutes(1);
    static final int LOOKUPS_MAX = 16;
    static final int ANSWERS_MAX = 10_000;

    private final InstantSource wallClock;
    private final BiPredicate<String, String> resolver;
    private final Semaphore lookups = new Semaphore(LOOKUPS_MAX);
    /** Guarded by itself; oldest first. */
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private record Answer(boolean proven, Instant at) {
    }

    /**
     * @param wallClock ages the kept answers
     * @param resolver  whether a TXT record of the first, a name, is the second; may block for seconds, never longer
     */
    public DnsOwnership(InstantSource wallClock, BiPredicate<String, String> resolver) {
        this.wallClock = wallClock;
        this.resolver = resolver;
    }

    @Override
    public boolean proven(Transaction transaction, Site site) {
        Optional<Answer> known = known(site.verifyCode());
        if (known.isEmpty()) {
            transaction.afterCommit(() -> start(site));
        }
        return known.isPresent() && known.get().proven();
    }

    /** Whether a fresh answer about the site is kept. */
    boolean knows(Site site) {
        return known(site.verifyCode()).isPresent();
    }

    private Optional<Answer> known(String code) {
        synchronized (answers) {
            return Optional.ofNullable(answers.get(code))
                    .filter(answer -> answer.at().plus(FRESH).isAfter(wallClock.instant()));
        }
    }

    private void start(Site site) {
        if (lookups.tryAcquire()) {
            Thread.ofVirtual().name("site-ownership").start(() -> lookUp(site));
        }
    }

    private void lookUp(Site site) {
        try {
            Answer answer = new Answer(resolver.test(RECORD_PREFIX + site.name(), site.verifyCode()), wallClock.instant());
            synchronized (answers) {
                answers.remove(site.verifyCode());
                answers.put(site.verifyCode(), answer);
                if (answers.size() > ANSWERS_MAX) {
                    answers.remove(answers.keySet().iterator().next());
                }
            }
        } finally {
            lookups.release();
        }
    }
}
