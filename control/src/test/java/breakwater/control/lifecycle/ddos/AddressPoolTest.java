package breakwater.control.lifecycle.ddos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Service addresses: blocks, the pool, quarantine. */
class AddressPoolTest {
    private static final Instant NOW = DdosFixture.START;

    private final Store store = SqliteStore.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "{0} gives {1} to {2}")
    @CsvSource({
        "127.77.0.0/16, 127.77.0.1, 127.77.255.254",
        "10.0.0.0/8, 10.0.0.1, 10.255.255.254",
        "192.0.2.0/30, 192.0.2.1, 192.0.2.2",
        "192.0.2.4/31, 192.0.2.4, 192.0.2.5",
        "192.0.2.9/32, 192.0.2.9, 192.0.2.9",
        "0.0.0.0/0, 0.0.0.1, 255.255.255.254",
        "2001:db8:0:1::/64, 2001:db8:0:1::1, 2001:db8:0:1:3fff:ffff:ffff:ffff",
        "2001:db8::/126, 2001:db8::1, 2001:db8::3",
        "2001:db8::8/128, 2001:db8::8, 2001:db8::8",
        "::/0, ::1, ::3fff:ffff:ffff:ffff"})
    void aBlockGivesAllOfItsAddressesButTheReservedOnes(String notation, String first, String last) {
        AddressBlock block = AddressBlock.parse(notation);
        assertThat(block.address(block.firstOffset())).isEqualTo(first);
        assertThat(block.address(block.lastOffset())).isEqualTo(last);
        assertThat(block.contains(first)).isTrue();
        assertThat(block.contains(last)).isTrue();
        assertThat(block.notation()).isEqualTo(notation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/ 8", "10.0.0/8", "10.0.0.256/32",
        "010.0.0.0/8", "localhost/8", "2001:db8::1/64", "2001:db8::/129", "::ffff:10.0.0.0/104", "fe80::1%1/128", "/8", "10.0.0.0/"})
    void whatIsNoBlockIsRefused(String notation) {
        assertThatThrownBy(() -> AddressBlock.parse(notation)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({"2001:DB8:0:0:0:0:0:1, 2001:db8::1", "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1", "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:0:0:3:4, 1::2:0:0:3:4", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7", "0:0:0:0:0:0:0:0, ::", "1:0:0:0:0:0:0:0, 1::",
        "0:0:0:0:0:0:0:1, ::1", "10.1.2.3, 10.1.2.3"})
    void everyAddressHasOneSpelling(String spelling, String canonical) {
        assertThat(AddressBlock.canonical(spelling)).contains(canonical);
        assertThat(AddressBlock.canonical(canonical)).contains(canonical);
    }

    @Test
    void anExhaustedPoolSaysSoAndChangesNothing() {
        DdosFixture fixture = new DdosFixture(store, Lifespan.DEFAULT, "192.0.2.0/30");
        assertThat(fixture.create().serviceAddress()).isEqualTo("192.0.2.1");
        assertThat(fixture.create().serviceAddress()).isEqualTo("192.0.2.2");
        CreateOutcome third = fixture.write(tx -> fixture.instances.create(tx, NOW, new NewDdosInstance(
                "ddoscoo-cn-00000000000", DdosFixture.ACCOUNT, DdosFixture.pro(), NOW.plusSeconds(1),
                Renewal.MANUAL)));
        assertThat(third).isEqualTo(new CreateOutcome.AddressesExhausted(AddressFamily.IPV4));
        assertThat(fixture.find("ddoscoo-cn-00000000000")).isEmpty();
        assertThat(fixture.page(NOW, DdosListing.all(Optional.empty()), 0, 10).total()).isEqualTo(2);
    }

    @Test
    void aReturnedAddressComesAgainOnlyAfterItsQuarantineToTheMillisecond() {
        AddressPool pool = new AddressPool(List.of(AddressBlock.parse("192.0.2.9/32")), Duration.ofHours(24));
        assertThat(take(pool, NOW)).contains("192.0.2.9");
        store.write(tx -> {
            pool.giveBack(tx, NOW, "192.0.2.9", AddressFamily.IPV4);
            return 0;
        });
        assertThat(take(pool, NOW.plus(Duration.ofHours(24)).minusMillis(1))).isEmpty();
        assertThat(take(pool, NOW.plus(Duration.ofHours(24)))).contains("192.0.2.9");
    }

    @Test
    void theEndOfQuarantineIsDueOnceAndFreesTheAddress() {
        DdosFixture fixture = new DdosFixture(store, Lifespan.DEFAULT, "192.0.2.9/32");
        fixture.write(tx -> {
            fixture.pool.take(tx, NOW, AddressFamily.IPV4);
            fixture.pool.giveBack(tx, NOW, "192.0.2.9", AddressFamily.IPV4);
            return 0;
        });
        Instant end = NOW.plus(Duration.ofHours(24));
        assertThat(fixture.play(fixture.pool.quarantineEnds(), end.minusMillis(1))).isZero();
        assertThat(store.read(tx -> fixture.pool.quarantineEnds().next(tx, end)).orElseThrow().at()).isEqualTo(end);
        assertThat(fixture.play(fixture.pool.quarantineEnds(), end)).isEqualTo(1);
        assertThat(fixture.play(fixture.pool.quarantineEnds(), end.plusSeconds(1))).isZero();
        assertThat(take(fixture.pool, end)).contains("192.0.2.9");
        assertThat(take(fixture.pool, end)).isEmpty();
    }

    @Test
    void freshAddressesComeBeforeReturnedOnesAndThoseInOrderOfTheirReturn() {
        AddressPool pool = new AddressPool(List.of(AddressBlock.parse("192.0.2.0/29")), Duration.ZERO);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(take(pool, NOW).orElseThrow());
        }
        assertThat(taken).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5");
        store.write(tx -> {
            pool.giveBack(tx, NOW.plusMillis(1), "192.0.2.4", AddressFamily.IPV4);
            pool.giveBack(tx, NOW.plusMillis(2), "192.0.2.2", AddressFamily.IPV4);
            return 0;
        });
        Instant later = NOW.plusMillis(10);
        assertThat(take(pool, later)).contains("192.0.2.6");
        assertThat(take(pool, later)).contains("192.0.2.4");
        assertThat(take(pool, later)).contains("192.0.2.2");
        assertThat(take(pool, later)).isEmpty();
    }

    @Test
    void anOverlappingBlockAddedLaterGivesNoAddressTwice() {
        DdosFixture before = new DdosFixture(store, Lifespan.DEFAULT, "192.0.2.0/30");
        before.create();
        before.create();
        DdosFixture after = new DdosFixture(store, Lifespan.DEFAULT, "192.0.2.0/29");
        assertThat(after.create().serviceAddress()).isEqualTo("192.0.2.3");
    }

    @Test
    void anAddressOfABlockThatWasTakenAwayIsNotGivenOutAgain() {
        DdosFixture before = new DdosFixture(store, Lifespan.DEFAULT, "192.0.2.9/32");
        DdosInstance instance = before.create();
        DdosFixture after = new DdosFixture(store, Lifespan.DEFAULT, "198.51.100.9/32");
        after.release(instance, instance.expiresAt());
        after.play(after.pool.quarantineEnds(), instance.expiresAt().plus(Duration.ofDays(2)));
        assertThat(take(after.pool, instance.expiresAt().plus(Duration.ofDays(3)))).contains("198.51.100.9");
        assertThat(take(after.pool, instance.expiresAt().plus(Duration.ofDays(3)))).isEmpty();
    }

    @Test
    void familiesDoNotMix() {
        AddressPool pool = new AddressPool(List.of(AddressBlock.parse("2001:db8::/64")), Duration.ZERO);
        assertThat(take(pool, NOW)).isEmpty();
        Optional<String> taken = store.write(tx -> pool.take(tx, NOW, AddressFamily.IPV6));
        assertThat(taken).contains("2001:db8::1");
    }

    private Optional<String> take(AddressPool pool, Instant now) {
        return store.write(tx -> pool.take(tx, now, AddressFamily.IPV4));
    }
}
