package breakwater.control.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pins the three roundings of money, each against decimals of any length. */
class ProRataTest {
    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    private static final int CASES = 20_000;

    @Test
    void aRefundCountsWholeUnusedDaysAndRoundsDown() {
        UsageSpan month = new UsageSpan(START, START.plus(Duration.ofDays(28)));
        Money paid = new Money(100, "USD");
        assertThat(ProRata.unused(paid, month, START)).isEqualTo(paid);
        assertThat(ProRata.unused(paid, month, START.plusMillis(1))).isEqualTo(new Money(96, "USD"));
        assertThat(ProRata.unused(paid, month, START.plus(Duration.ofDays(27)))).isEqualTo(new Money(3, "USD"));
        assertThat(ProRata.unused(paid, month, START.plus(Duration.ofDays(27)).plusMillis(1))).isEqualTo(new Money(0, "USD"));
        assertThat(ProRata.unused(paid, month, START.plus(Duration.ofDays(28)))).isEqualTo(new Money(0, "USD"));
        assertThat(ProRata.unused(paid, month, START.plus(Duration.ofDays(400)))).isEqualTo(new Money(0, "USD"));
        assertThat(ProRata.unused(paid, month, START.minus(Duration.ofDays(400)))).as("not begun yet").isEqualTo(paid);
        assertThat(ProRata.unused(paid, new UsageSpan(START, START), START)).as("no time at all").isEqualTo(new Money(0, "USD"));
    }

    @Test
    void eachRoundingIsTheOneOfItsRule() {
        Random random = Seed.random("ProRataTest");
        for (int i = 0; i < CASES; i++) {
            long minor = random.nextInt(4) == 0 ? random.nextInt(7) : random.nextLong(PriceFile.PRICE_MAX_MINOR * 36);
            Money amount = new Money(minor, "CNY");
            long lengthMillis = random.nextLong(1, Duration.ofDays(1100).toMillis());
            UsageSpan span = new UsageSpan(START, START.plusMillis(lengthMillis));
            Instant at = START.plusMillis(random.nextLong(lengthMillis));
            long days = up(lengthMillis);
            long unused = down(lengthMillis - Duration.between(START, at).toMillis());

            BigDecimal refund = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(unused))
                    .divide(BigDecimal.valueOf(days), 0, RoundingMode.FLOOR);
            assertThat(ProRata.unused(amount, span, at).minor()).isEqualTo(refund.longValueExact()).isBetween(0L, minor);
            BigDecimal credit = BigDecimal.valueOf(-minor).multiply(BigDecimal.valueOf(unused))
                    .divide(BigDecimal.valueOf(days), 0, RoundingMode.FLOOR);
            assertThat(ProRata.unused(amount.negated(), span, at).minor()).isEqualTo(credit.longValueExact());

            BigDecimal charged = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(days))
                    .divide(BigDecimal.valueOf(ProRata.DAYS_IN_MONTH), 0, RoundingMode.HALF_UP);
            assertThat(ProRata.forRemaining(amount, span).minor()).isEqualTo(charged.longValueExact());
            BigDecimal back = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(down(lengthMillis)))
                    .divide(BigDecimal.valueOf(ProRata.DAYS_IN_MONTH), 0, RoundingMode.FLOOR);
            assertThat(ProRata.backForRemaining(amount, span).minor()).isEqualTo(back.longValueExact());
            assertThat(ProRata.backForRemaining(amount, span)).as("giving back what was just charged earns nothing")
                    .isLessThanOrEqualTo(ProRata.forRemaining(amount, span));
        }
    }

    private static long up(long millis) {
        return Math.ceilDiv(millis, 86_400_000L);
    }

    private static long down(long millis) {
        return Math.floorDiv(millis, 86_400_000L);
    }
}
