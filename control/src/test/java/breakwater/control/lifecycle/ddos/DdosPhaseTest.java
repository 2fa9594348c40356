package breakwater.control.lifecycle.ddos;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instance does at exact instants, from its row alone. */
class DdosPhaseTest {
    private static final Instant EXPIRY = Instant.parse("2026-02-15T00:00:00Z");

    @ParameterizedTest(name = "{0} ms after expiry it is {1}")
    @CsvSource({
        "-2678400000, NORMAL",
        "-1, NORMAL",
        "0, EXPIRED_FORWARDING",
        "604799999, EXPIRED_FORWARDING",
        "604800000, EXPIRED_STOPPED",
        "2591999999, EXPIRED_STOPPED",
        "2592000000, RELEASED",
        "99999999999999, RELEASED"})
    void thePhaseChangesAtTheMillisecondOfEachDeadline(long afterExpiry, DdosPhase expected) {
        assertThat(instance(Optional.empty()).phase(Lifespan.DEFAULT, EXPIRY.plusMillis(afterExpiry))).isEqualTo(expected);
    }

    @Test
    void aReleaseEndsItAtItsInstantWhateverTheRest() {
        DdosInstance released = instance(Optional.of(EXPIRY.plusMillis(5)));
        assertThat(released.phase(Lifespan.DEFAULT, EXPIRY.plusMillis(4))).isEqualTo(DdosPhase.EXPIRED_FORWARDING);
        assertThat(released.phase(Lifespan.DEFAULT, EXPIRY.plusMillis(5))).isEqualTo(DdosPhase.RELEASED);
    }

    @Test
    void withoutAutomaticReleaseItStaysExpiredForEver() {
        Lifespan kept = new Lifespan(Duration.ofDays(7), Optional.empty(), Duration.ZERO);
        assertThat(instance(Optional.empty()).phase(kept, Instant.parse("9999-01-01T00:00:00Z")))
                .isEqualTo(DdosPhase.EXPIRED_STOPPED);
    }

    @Test
    void aPolicyWithoutGraceStopsForwardingAtExpiry() {
        Lifespan strict = new Lifespan(Duration.ZERO, Optional.of(Duration.ofDays(1)), Duration.ZERO);
        assertThat(instance(Optional.empty()).phase(strict, EXPIRY)).isEqualTo(DdosPhase.EXPIRED_STOPPED);
        assertThat(instance(Optional.empty()).phase(strict, EXPIRY.minusMillis(1)).forwards()).isTrue();
    }

    private static DdosInstance instance(Optional<Instant> releasedAt) {
        return new DdosInstance("ddoscoo-cn-abcdefghijk", DdosFixture.ACCOUNT, DdosFixture.pro(), "", DdosFixture.START, EXPIRY,
                releasedAt, "127.77.0.1", Renewal.MANUAL);
    }
}
