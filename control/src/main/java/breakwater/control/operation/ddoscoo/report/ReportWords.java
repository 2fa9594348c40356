package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.AttackLog;
import breakwater.model.reading.AttackEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The wire's words for what reports say. Stateless. */
final class ReportWords {
    private ReportWords() {
    }

    /** Where traffic entered, as lists of flows and of attack events name it. */
    static String entry(DdosRegion region) {
        return switch (region) {
            case MAINLAND -> "cn";
            case OUTSIDE -> "alb-ap-southeast-gf-x";
        };
    }

    /** Where traffic entered, as the list of all events names it. */
    static String area(DdosRegion region) {
        return switch (region) {
            case MAINLAND -> "cn";
            case OUTSIDE -> "alb-ap-southeast-gf-1";
        };
    }

    static DdosRegion region(String id) {
        return DdosRegion.of(id).orElseThrow(() -> new IllegalStateException("unknown region in the store"));
    }

    static String eventType(AttackEvent.Kind kind) {
        return switch (kind) {
            case DEFENSE -> "defense";
            case CONNECTIONS -> "cc";
            case BLACKHOLE -> "blackhole";
        };
    }

    /** The kinds that a list of types names; {@code web-cc} is none: there is no layer 7 here yet, so no such event. */
    static List<AttackEvent.Kind> kinds(String types) {
        List<AttackEvent.Kind> kinds = new ArrayList<>();
        for (String type : types.split(",", -1)) {
            switch (type.strip()) {
                case "defense" -> kinds.add(AttackEvent.Kind.DEFENSE);
                case "cc" -> kinds.add(AttackEvent.Kind.CONNECTIONS);
                case "blackhole" -> kinds.add(AttackEvent.Kind.BLACKHOLE);
                case "web-cc" -> {
                }
                default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "EventType",
                        "it must be of web-cc, cc, defense and blackhole, separated by commas");
            }
        }
        return kinds;
    }

    /** The one kind that details can be asked for. */
    static AttackEvent.Kind kind(String type) {
        return switch (type) {
            case "defense" -> AttackEvent.Kind.DEFENSE;
            case "blackhole" -> AttackEvent.Kind.BLACKHOLE;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "EventType", "it must be defense or blackhole");
        };
    }

    /** The vendor's id of a country: its ISO code in lower case. {@code zz} where the table does not tell. */
    static String country(String isoCode) {
        return isoCode.toLowerCase(Locale.ROOT);
    }

    /** The same; empty where the table does not tell. */
    static Optional<String> knownCountry(String isoCode) {
        return Optional.of(isoCode).filter(code -> !code.equals("ZZ")).map(ReportWords::country);
    }

    /** When an attack ended, in seconds; empty while it goes on. */
    static Optional<Long> end(AttackEvent event) {
        return event.endedAt() == 0 ? Optional.empty() : Optional.of(event.endedAt() / 1_000);
    }

    /** Attacks of the caller's account in the region it asks, on one address or on all. */
    static AttackLog.Wanted wanted(Call call, Optional<String> address, List<AttackEvent.Kind> kinds, ReportWindow window) {
        return new AttackLog.Wanted(call.accountId(), InstanceLookup.region(call).map(DdosRegion::id), List.of(),
                address.filter(text -> !text.isEmpty()).map(text -> AddressBlock.canonical(text).orElse(text)), kinds, window.from(),
                window.until());
    }

    /** One count of several attacks, summed. */
    static Map<String, Long> sums(List<AttackEvent> events, Function<AttackEvent, Map<String, Long>> counts) {
        Map<String, Long> sums = new HashMap<>();
        events.forEach(event -> counts.apply(event).forEach((name, packets) -> sums.merge(name, packets, Long::sum)));
        return sums;
    }

    /** Counts, the largest first, equal ones by name. */
    static List<Map.Entry<String, Long>> largest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).toList();
    }

    /** Mbit/s, rounded up, so that an attack never shows as none. */
    static long megabits(long bitsPerSecond) {
        return Math.ceilDiv(bitsPerSecond, 1_000_000L);
    }

    /** A port of an event; empty for an attack on the whole address. */
    static String port(AttackEvent event) {
        return event.port() == 0 ? "" : Integer.toString(event.port());
    }

    /** How many entries of a ranking: as many as asked for, at most what a plane reports. */
    static int range(long asked, int most) {
        if (asked < 1) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Range", "it must be 1 or more");
        }
        return (int) Math.min(asked, most);
    }
}
