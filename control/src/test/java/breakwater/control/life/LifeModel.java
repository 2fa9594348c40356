package breakwater.control.life;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service must do with Anti-DDoS instances of one account, written down a second time as plainly as possible from the documents:
 * no database, no tables, no sharing of code with the service. Amounts are in fen. One thread.
 */
final class LifeModel {
    private static final ZoneOffset CALENDAR = ZoneOffset.ofHours(8);
    private static final Duration FORWARDING = Duration.ofDays(7);
    private static final Duration AUTOMATIC_RELEASE = Duration.ofDays(30);
    private static final Duration RENEWAL_LEAD = Duration.ofDays(9);
    private static final Duration RENEWAL_RETRY = Duration.ofDays(1);
    private static final long PRICE_FEN = 2_080_000;
    private static final long TEN_DOMAINS_FEN = 50_000;
    private static final int DOMAINS_LEAST = 50;
    private static final int DOMAINS_MOST = 200;

    /** What an order moved and for which time it stands. */
    private record Paid(long fen, Instant start, Instant end) {
    }

    /** One instance; {@code autoMonths} is 0 where its owner renews it. */
    static final class Instance {
        private final String id;
        private final List<Paid> orders = new ArrayList<>();
        private Instant expires;
        private int domains = DOMAINS_LEAST;
        private int autoMonths;
        private Optional<Instant> nextRenewal = Optional.empty();
        private boolean released;

        private Instance(String id, Instant expires) {
            this.id = id;
            this.expires = expires;
        }

        String id() {
            return id;
        }

        Instant expires() {
            return expires;
        }

        int domains() {
            return domains;
        }

        boolean released() {
            return released;
        }

        private long monthly() {
            return PRICE_FEN + (domains - DOMAINS_LEAST) / 10 * TEN_DOMAINS_FEN;
        }
    }

    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private Instant now;
    private long balance;

    LifeModel(Instant now, long balance) {
        this.now = now;
        this.balance = balance;
    }

    long balance() {
        return balance;
    }

    Instant now() {
        return now;
    }

    List<Instance> instances() {
        return List.copyOf(instances.values());
    }

    Instance instance(String id) {
        return instances.get(id);
    }

    /** 1 normal, 2 expired, 4 released: what DescribeInstanceStatus tells. */
    int status(Instance instance) {
        return instance.released ? 4 : now.isBefore(instance.expires) ? 1 : 2;
    }

    boolean forwarding(Instance instance) {
        return now.isBefore(instance.expires.plus(FORWARDING));
    }

    /** The code a purchase is answered with; the id becomes known from the answer, so the instance is added by {@link #bought}. */
    String buyCode(int months) {
        return months * PRICE_FEN > balance ? "PAY.INSUFFICIENT_BALANCE" : "OK";
    }

    void bought(String id, int months, int autoMonths) {
        Instance instance = new Instance(id, months(now, months));
        charge(instance, months * PRICE_FEN, now, instance.expires);
        instances.put(id, instance);
        if (autoMonths > 0) {
            automatic(instance, autoMonths);
        }
    }

    String renew(Instance instance, int months) {
        if (instance.released) {
            return "NotFound";
        }
        Instant start = now.isBefore(instance.expires) ? instance.expires : now;
        Instant end = months(start, months);
        if (instance.monthly() * months > balance) {
            return "PAY.INSUFFICIENT_BALANCE";
        }
        renewed(instance, months, start, end);
        return "OK";
    }

    private void renewed(Instance instance, int months, Instant start, Instant end) {
        charge(instance, instance.monthly() * months, start, end);
        instance.expires = end;
        instance.nextRenewal = instance.autoMonths > 0 ? Optional.of(end.minus(RENEWAL_LEAD)) : Optional.empty();
    }

    String setAutomatic(Instance instance, int months) {
        if (instance.released) {
            return "NotFound";
        }
        if (!now.isBefore(instance.expires)) {
            return "NotRunning";
        }
        automatic(instance, months);
        return "OK";
    }

    private void automatic(Instance instance, int months) {
        instance.autoMonths = months;
        Instant planned = instance.expires.minus(RENEWAL_LEAD);
        instance.nextRenewal = Optional.of(planned.isBefore(now) ? now : planned);
    }

    String setManual(Instance instance) {
        if (instance.released) {
            return "NotFound";
        }
        instance.autoMonths = 0;
        instance.nextRenewal = Optional.empty();
        return "OK";
    }

    /** Ten protected domains more, or fewer. */
    String respecify(Instance instance, boolean more) {
        if (instance.released) {
            return "NotFound";
        }
        if (!now.isBefore(instance.expires)) {
            return "NotRunning";
        }
        int domains = instance.domains + (more ? 10 : -10);
        if (domains < DOMAINS_LEAST || domains > DOMAINS_MOST) {
            return "Invalid";
        }
        Duration rest = Duration.between(now, instance.expires);
        long begunDays = Math.ceilDiv(rest.toMillis(), Duration.ofDays(1).toMillis());
        long wholeDays = rest.toDays();
        if (more) {
            // Half up: (difference × days × 2 + 30) / 60.
            long fen = Math.floorDiv(TEN_DOMAINS_FEN * begunDays * 2 + 30, 60);
            if (fen > balance) {
                return "PAY.INSUFFICIENT_BALANCE";
            }
            charge(instance, fen, now, instance.expires);
        } else {
            long fen = Math.min(TEN_DOMAINS_FEN * wholeDays / 30, refundable(instance));
            charge(instance, -fen, now, instance.expires);
        }
        instance.domains = domains;
        return "OK";
    }

    String refund(Instance instance) {
        if (instance.released) {
            return "NotFound";
        }
        if (!now.isBefore(instance.expires)) {
            return "NotRunning";
        }
        balance += refundable(instance);
        instance.released = true;
        instance.nextRenewal = Optional.empty();
        return "OK";
    }

    /** Of each order the share of its whole unused days, never more than what was paid and not given back. */
    long refundable(Instance instance) {
        BigInteger value = BigInteger.ZERO;
        long paid = 0;
        for (Paid order : instance.orders) {
            paid += order.fen();
            long days = Math.ceilDiv(Duration.between(order.start(), order.end()).toMillis(), Duration.ofDays(1).toMillis());
            Instant from = now.isBefore(order.start()) ? order.start() : now;
            long unused = from.isBefore(order.end()) ? Duration.between(from, order.end()).toDays() : 0;
            if (days > 0) {
                value = value.add(BigInteger.valueOf(Math.floorDiv(order.fen() * unused, days)));
            }
        }
        return Math.max(0, Math.min(value.longValueExact(), paid));
    }

    String release(Instance instance) {
        if (instance.released) {
            return "InstanceNotFound";
        }
        if (now.isBefore(instance.expires)) {
            return "InstanceNotExpire";
        }
        instance.released = true;
        instance.nextRenewal = Optional.empty();
        return "OK";
    }

    void recharge(long fen) {
        balance += fen;
    }

    /** Plays what falls due, in order of time, and arrives. */
    void advance(Duration by) {
        Instant target = now.plus(by);
        while (true) {
            Optional<Due> due = instances.values().stream().filter(instance -> !instance.released).flatMap(instance -> dues(instance).stream())
                    .filter(each -> !each.at().isAfter(target)).min(Comparator.comparing(Due::at).thenComparing(each -> each.instance().id));
            if (due.isEmpty()) {
                now = target;
                return;
            }
            now = due.get().at().isAfter(now) ? due.get().at() : now;
            perform(due.get());
        }
    }

    private record Due(Instant at, Instance instance, boolean renewal) {
    }

    private static List<Due> dues(Instance instance) {
        List<Due> dues = new ArrayList<>();
        instance.nextRenewal.ifPresent(at -> dues.add(new Due(at, instance, true)));
        dues.add(new Due(instance.expires.plus(AUTOMATIC_RELEASE), instance, false));
        return dues;
    }

    private void perform(Due due) {
        Instance instance = due.instance();
        if (!due.renewal()) {
            instance.released = true;
            instance.nextRenewal = Optional.empty();
        } else if (due.at().isAfter(instance.expires)) {
            instance.nextRenewal = Optional.empty();
        } else if (instance.monthly() * instance.autoMonths > balance) {
            Instant next = due.at().plus(RENEWAL_RETRY);
            instance.nextRenewal = next.isAfter(instance.expires) ? Optional.empty() : Optional.of(next);
        } else {
            renewed(instance, instance.autoMonths, instance.expires, months(instance.expires, instance.autoMonths));
        }
    }

    private void charge(Instance instance, long fen, Instant start, Instant end) {
        balance -= fen;
        instance.orders.add(new Paid(fen, start, end));
    }

    private static Instant months(Instant from, int months) {
        return from.atOffset(CALENDAR).plusMonths(months).toInstant();
    }
}
