package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The policy on what happens after expiry. */
class LifespanTest {
    private static final Instant EXPIRY = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void theDefaultsAreSevenAndThirtyTimesTwentyFourHours() {
        assertThat(Lifespan.DEFAULT.forwardUntil(EXPIRY)).isEqualTo(Instant.parse("2026-03-08T00:00:00Z"));
        assertThat(Lifespan.DEFAULT.releaseAt(EXPIRY)).contains(Instant.parse("2026-03-31T00:00:00Z"));
    }

    @Test
    void withoutAutomaticReleaseNothingIsEverReleasedByTime() {
        Lifespan kept = new Lifespan(Duration.ofDays(7), Optional.empty(), Duration.ofDays(9));
        assertThat(kept.releaseAt(EXPIRY)).isEmpty();
        assertThat(kept.releasedIfExpiredBy(Instant.parse("9999-01-01T00:00:00Z"))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aReleaseCannotComeBeforeForwardingStops() {
        assertThatThrownBy(() -> new Lifespan(Duration.ofDays(7), Optional.of(Duration.ofDays(6)), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("automaticReleaseAfterExpiry");
        new Lifespan(Duration.ofDays(7), Optional.of(Duration.ofDays(7)), Duration.ZERO);
    }

    @Test
    void spansAreNeitherNegativeNorLongerThanTenYears() {
        assertThatThrownBy(() -> new Lifespan(Duration.ofMillis(-1), Optional.empty(), Duration.ZERO))
                .hasMessageContaining("forwardingAfterExpiry");
        assertThatThrownBy(() -> new Lifespan(Duration.ZERO, Optional.empty(), Duration.ofDays(3661)))
                .hasMessageContaining("renewalLead");
    }
}
