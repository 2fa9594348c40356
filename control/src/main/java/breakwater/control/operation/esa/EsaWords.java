package breakwater.control.operation.esa;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.AccessType;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.Page;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.SecurityPhase;
import breakwater.control.lifecycle.esa.SiteStatus;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The words of this product's wire, both ways. */
final class EsaWords {
    private static final int PAGE_SIZE_MAX = 500;
    private static final int PAGE_NUMBER_MAX = 100_000;

    private EsaWords() {
    }

    /** ISO 8601 in UTC, to the second: {@code 2026-03-25T16:00:00Z}. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    static String word(PlanPhase phase) {
        return switch (phase) {
            case ONLINE -> "online";
            case OFFLINE -> "offline";
            case OVERDUE -> "overdue";
            case RELEASED -> "disable";
        };
    }

    static String word(SecurityPhase phase) {
        return switch (phase) {
            case ONLINE -> "online";
            case OFFLINE -> "offline";
            case OVERDUE -> "overdue";
            case RELEASED -> "disable";
        };
    }

    static String word(SiteStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String word(Coverage coverage) {
        return coverage.name().toLowerCase(Locale.ROOT);
    }

    static Optional<PlanPhase> planPhase(String word) {
        return named(PlanPhase.values(), word, EsaWords::word);
    }

    static Optional<SecurityPhase> securityPhase(String word) {
        return named(SecurityPhase.values(), word, EsaWords::word);
    }

    static Optional<SiteStatus> siteStatus(String word) {
        return named(SiteStatus.values(), word, EsaWords::word);
    }

    static Optional<Coverage> coverage(String word) {
        return named(Coverage.values(), word, EsaWords::word);
    }

    static Optional<AccessType> accessType(String word) {
        return named(AccessType.values(), word, AccessType::name);
    }

    private static <T> Optional<T> named(T[] values, String word, Function<T, String> name) {
        for (T value : values) {
            if (name.apply(value).equals(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The value that a word stands for. @throws Refusal InvalidParameter for any other word */
    static <T> T required(String parameter, String word, Function<String, Optional<T>> known) {
        return known.apply(word).orElseThrow(
                () -> new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it is none of the values that are allowed"));
    }

    /** The value that a word stands for, where it was sent. @throws Refusal InvalidParameter for any other word */
    static <T> Optional<T> chosen(String parameter, Optional<String> word,
                                  Function<String, Optional<T>> known) {
        return word.map(sent -> required(parameter, sent, known));
    }

    /** Whether a sort order is ascending; descending when it was not sent. */
    static boolean ascending(Optional<String> sortOrder) {
        return EsaWords.<Boolean>chosen("SortOrder", sortOrder, word -> switch (word) {
            case "asc" -> Optional.of(true);
            case "desc" -> Optional.of(false);
            default -> Optional.empty();
        }).orElse(false);
    }

    /** The page that is wanted. @throws Refusal InvalidParameter outside 1 to 100,000, or 1 to 500 for the size */
    static Page.Request page(Optional<Integer> number, Optional<Integer> size, int sizeDefault) {
        int wantedNumber = number.orElse(1);
        int wantedSize = size.orElse(sizeDefault);
        if (wantedNumber < 1 || wantedNumber > PAGE_NUMBER_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "PageNumber", "it must be 1 to " + PAGE_NUMBER_MAX);
        }
        if (wantedSize < 1 || wantedSize > PAGE_SIZE_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "PageSize", "it must be 1 to " + PAGE_SIZE_MAX);
        }
        return new Page.Request(wantedNumber, wantedSize);
    }

    /** How many pages a list has; 0 when it is empty. */
    static int pages(Page<?> page, Page.Request request) {
        return Math.toIntExact(Math.ceilDiv(page.total(), request.size()));
    }
}
