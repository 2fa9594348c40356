package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.snapshot.SourceLists.Entry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The list of networks against a model that looks at every entry (row 39 of the threats). Each run prints the seed it replays from. */
class PrefixTableTest {
    private static final long SEED = Long.getLong("breakwater.seed", System.nanoTime());

    /** Two longs, IPv4 in its mapped form, so that both families are compared bit by bit from 128. */
    private record Model(long high, long low, int bits, boolean four, long end) {
        boolean holds(long otherHigh, long otherLow) {
            boolean otherFour = otherHigh == 0 && otherLow >>> 32 == 0xffff;
            if (four != otherFour) {
                return false;
            }
            for (int bit = four ? 96 : 0; bit < (four ? 96 : 0) + bits; bit++) {
                long mine = bit < 64 ? high >>> 63 - bit : low >>> 127 - bit;
                long other = bit < 64 ? otherHigh >>> 63 - bit : otherLow >>> 127 - bit;
                if ((mine & 1) != (other & 1)) {
                    return false;
                }
            }
            return true;
        }

        Entry entry() throws UnknownHostException {
            byte[] bytes = new byte[four ? 4 : 16];
            for (int i = 0; i < bytes.length; i++) {
                int at = four ? i + 12 : i;
                bytes[i] = (byte) (at < 8 ? high >>> 56 - at * 8 : low >>> 120 - at * 8);
            }
            return new Entry(InetAddress.getByAddress(bytes), bits, end);
        }
    }

    private static Model random(SplittableRandom random, boolean crowded) {
        boolean four = random.nextBoolean();
        // Crowded addresses share most bits, so that networks overlap, nest and touch.
        long low = crowded ? random.nextLong(64) << random.nextInt(4) * 8 : random.nextLong();
        long high = crowded ? random.nextLong(2) : random.nextLong();
        int bits = random.nextInt(4) == 0 ? random.nextInt(four ? 33 : 129) : random.nextInt(four ? 20 : 50, four ? 33 : 129);
        return new Model(four ? 0 : high, four ? 0xffff_0000_0000L | low & 0xffff_ffffL : low, bits, four, 1 + random.nextLong(1_000));
    }

    @Test
    void everyLookupAnswersAsLookingAtEveryEntryDoes() throws UnknownHostException {
        System.Logger log = System.getLogger(PrefixTableTest.class.getName());
        log.log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        SplittableRandom random = new SplittableRandom(SEED);
        int lookups = 0;
        for (int round = 0; lookups < 1_000_000; round++) {
            List<Model> models = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                Model model = random(random, round % 4 != 0);
                models.add(model);
                entries.add(model.entry());
            }
            PrefixTable table = PrefixTable.of(entries);
            for (int i = 0; i < 2_000; i++, lookups++) {
                Model at = models.isEmpty() || i % 3 == 0 ? random(random, true) : models.get(random.nextInt(models.size()));
                long low = at.low ^ (i % 2 == 0 ? 0 : 1L << random.nextInt(at.four ? 32 : 64));
                long expected = 0;
                for (Model model : models) {
                    if (model.end > expected && model.holds(at.high, low)) {
                        expected = model.end;
                    }
                }
                if (table.listedUntil(Source.of(at.high, low)) != expected) {
                    assertThat(table.listedUntil(Source.of(at.high, low)))
                            .as("seed " + SEED + ": " + Long.toHexString(at.high) + " " + Long.toHexString(low) + " in " + models).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aMillionEntriesAreFoundAndTheirNeighboursAreNot() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Entry> entries = new ArrayList<>();
        byte[] address = new byte[4];
        for (int i = 0; i < 1_000_000; i++) {
            // Every odd address of a scattered order, so that no two are neighbours.
            int value = i * 0x9e3779b1 << 1 | 1;
            for (int at = 0; at < 4; at++) {
                address[at] = (byte) (value >>> 24 - at * 8);
            }
            entries.add(new Entry(InetAddress.getByAddress(address), 32, Long.MAX_VALUE));
        }
        PrefixTable table = PrefixTable.of(entries);
        for (int i = 0; i < 1_000_000; i++) {
            int value = random.nextInt(1_000_000) * 0x9e3779b1 << 1 | 1;
            if (!table.holds(Source.of(0, 0xffff_0000_0000L | value & 0xffff_ffffL), 1)
                    || table.holds(Source.of(0, 0xffff_0000_0000L | (value ^ 1) & 0xffff_ffffL), 1)) {
                assertThat(value).as("seed " + SEED).isNull();
            }
        }
    }

    @Test
    void aTableThatWasChangedStepByStepIsTheTableOfTheListItCameTo() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int life = 0; life < 100; life++) {
            // Of a short list everything is laid out anew at each change, of a long one what the change touches.
            List<Entry> entries = new ArrayList<>();
            for (int i = life % 4 == 0 ? 0 : 600; i > 0; i--) {
                entries.add(random(random, true).entry());
            }
            PrefixTable table = PrefixTable.of(entries);
            for (int step = 0; step < 30; step++) {
                List<Entry> next = changed(random, entries);
                table = table.after(ListChange.between(entries, next));
                entries = next;
                PrefixTable expected = PrefixTable.of(entries);
                assertThat(table.empty()).isEqualTo(expected.empty());
                for (int i = 0; i < 100; i++) {
                    Model at = random(random, true);
                    Source source = Source.of(at.high, at.low);
                    if (table.listedUntil(source) != expected.listedUntil(source)) {
                        assertThat(table.listedUntil(source)).as("seed " + SEED + ", life " + life + ", step " + step + ": " + entries)
                                .isEqualTo(expected.listedUntil(source));
                    }
                }
            }
        }
    }

    /** A list after a few entries have gone, come and got another end; some come twice. */
    private static List<Entry> changed(SplittableRandom random, List<Entry> entries) throws UnknownHostException {
        List<Entry> next = new ArrayList<>(entries);
        for (int change = random.nextInt(4); change >= 0; change--) {
            if (!next.isEmpty() && random.nextInt(3) == 0) {
                next.remove(random.nextInt(next.size()));
            } else if (!next.isEmpty() && random.nextInt(4) == 0) {
                Entry known = next.get(random.nextInt(next.size()));
                next.add(random.nextInt(next.size() + 1), new Entry(known.address(), known.prefixBits(), 1 + random.nextLong(1_000)));
            } else {
                next.add(random.nextInt(next.size() + 1), random(random, true).entry());
            }
        }
        return next;
    }

    @Test
    void nothingIsListedInAnEmptyTable() {
        assertThat(PrefixTable.EMPTY.empty()).isTrue();
        assertThat(PrefixTable.EMPTY.listedUntil(Source.of(0, 0xffff_0000_0000L))).isZero();
        assertThat(PrefixTable.EMPTY.listedUntil(Source.of(-1, -1))).isZero();
    }

    @Test
    void aMappedNetworkOfIpv6IsOneOfIpv4() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        Entry entry = new Entry(java.net.Inet6Address.getByAddress(null, mapped, -1), 104, Long.MAX_VALUE);
        assertThat(PrefixTable.of(List.of(entry)).holds(Source.of(InetAddress.getByName("10.1.2.3")), 1)).isTrue();
        assertThat(PrefixTable.of(List.of(entry)).holds(Source.of(InetAddress.getByName("11.1.2.3")), 1)).isFalse();
    }
}
