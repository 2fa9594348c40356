package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Programs against a model: run by an interpreter of the few instructions they use, written from the kernel's description of them. That the kernel
 * reads them the same way is shown on real sockets ({@link FloodReliefTest}). Each run prints the seed it replays from.
 */
class DropProgramTest {
    private static final long SEED = Long.getLong("breakwater.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);

    private record Datagram(boolean ipv4, long high, long low, int sourcePort) {
    }

    /** What the kernel answers to a datagram; {@code chance} is the random word it draws. */
    private static boolean dropped(DropProgram program, Datagram datagram, int chance) {
        int accumulator = 0;
        int x = 0;
        int[] memory = new int[16];
        for (int at = 0; at < program.length(); at++) {
            long instruction = program.instruction(at);
            int constant = (int) (instruction >>> 32);
            int whenTrue = (int) (instruction >>> 16 & 255);
            int whenFalse = (int) (instruction >>> 24 & 255);
            switch ((int) instruction & 0xffff) {
                case 0x20 -> accumulator = word(datagram, constant, chance);
                case 0x28 -> accumulator = datagram.sourcePort();
                case 0x60 -> accumulator = memory[constant];
                case 0x61 -> x = memory[constant];
                case 0x02 -> memory[constant] = accumulator;
                case 0x24 -> accumulator *= constant;
                case 0x0c -> accumulator += x;
                case 0x05 -> at += constant;
                case 0x15 -> at += accumulator == constant ? whenTrue : whenFalse;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, constant) >= 0 ? whenTrue : whenFalse;
                case 0x06 -> {
                    return constant == 0;
                }
                default -> throw new AssertionError("no such instruction: " + Long.toHexString(instruction));
            }
        }
        throw new AssertionError("it ran over its end");
    }

    private static int word(Datagram datagram, int offset, int chance) {
        if (offset == -0x1000 + 56) {
            return chance;
        }
        int from = offset + 0x100000;
        if (datagram.ipv4()) {
            assertThat(from).isEqualTo(12);
            return (int) datagram.low();
        }
        long half = from < 16 ? datagram.high() : datagram.low();
        return (int) (from % 8 == 0 ? half >>> 32 : half);
    }

    private List<DropProgram.Thinned> sources(boolean ipv4, int count) {
        List<DropProgram.Thinned> sources = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        while (sources.size() < count) {
            long low = ipv4 ? 0xffff_0000_0000L | random.nextLong(1L << 32) : random.nextLong();
            if (taken.add(low)) {
                sources.add(new DropProgram.Thinned(ipv4 ? 0 : random.nextLong(4), low, random.nextBoolean() ? 0 : random.nextDouble()));
            }
        }
        return sources;
    }

    private void agreesWithAModel(boolean ipv4, int count, int[] ports) {
        List<DropProgram.Thinned> sources = sources(ipv4, count);
        DropProgram program = DropProgram.of(ipv4, ports, sources);
        assertThat(program.length()).as("seed " + SEED).isBetween(1, DropProgram.INSTRUCTIONS_MAX);
        for (DropProgram.Thinned source : sources) {
            int chance = random.nextInt();
            boolean thinned = Integer.toUnsignedLong(chance) >= (long) (source.passing() * (1L << 32));
            Datagram datagram = new Datagram(ipv4, source.high(), source.low(), 1);
            assertThat(dropped(program, datagram, chance)).as("seed " + SEED + ", " + count + " sources, " + source).isEqualTo(thinned);
            long neighbour = source.low() ^ 1;
            if (sources.stream().noneMatch(other -> other.low() == neighbour && other.high() == source.high())) {
                assertThat(dropped(program, new Datagram(ipv4, source.high(), neighbour, 1), -1)).as("seed " + SEED).isFalse();
            }
        }
        for (int port : ports) {
            assertThat(dropped(program, new Datagram(ipv4, 0, 77, port), 0)).as("seed " + SEED + ", port " + port).isTrue();
            assertThat(dropped(program, new Datagram(ipv4, 0, 77, port + 1), -1)).as("seed " + SEED).isFalse();
        }
    }

    @Test
    void itDropsThoseItWasMadeForAndNobodyElse() {
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        for (int round = 0; round < 100; round++) {
            int[] ports = random.ints(random.nextInt(20), 1, 30_000).map(port -> 2 * port).distinct().toArray();
            agreesWithAModel(true, random.nextInt(DropProgram.SOURCES_MAX + 1), ports);
            agreesWithAModel(false, random.nextInt(DropProgram.IPV6_SOURCES_MAX + 1), ports);
        }
    }

    @Test
    void theLargestProgramsAreNoLargerThanTheKernelTakes() {
        int[] ports = random.ints(1, 30_000).map(port -> 2 * port).distinct().limit(DropProgram.PORTS_MAX).toArray();
        agreesWithAModel(true, DropProgram.SOURCES_MAX, ports);
        agreesWithAModel(false, DropProgram.IPV6_SOURCES_MAX, ports);
        for (int count = 0; count <= DropProgram.SOURCES_MAX; count++) {
            List<DropProgram.Thinned> sources = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sources.add(new DropProgram.Thinned(0, i, 0.5));
            }
            assertThat(DropProgram.of(true, ports, sources).length()).isLessThanOrEqualTo(DropProgram.INSTRUCTIONS_MAX);
            assertThat(DropProgram.of(false, ports, sources).length()).isLessThanOrEqualTo(DropProgram.INSTRUCTIONS_MAX);
        }
    }

    @Test
    void ofMoreThanItCanHoldItTakesTheFirst() {
        List<DropProgram.Thinned> sources = new ArrayList<>();
        for (int i = 0; i <= DropProgram.SOURCES_MAX; i++) {
            sources.add(new DropProgram.Thinned(0, 0xffff_0000_0000L | DropProgram.SOURCES_MAX - i, 0));
        }
        DropProgram program = DropProgram.of(true, new int[0], sources);
        assertThat(dropped(program, new Datagram(true, 0, DropProgram.SOURCES_MAX, 1), 0)).isTrue();
        assertThat(dropped(program, new Datagram(true, 0, 1, 1), 0)).isTrue();
        assertThat(dropped(program, new Datagram(true, 0, 0, 1), 0)).isFalse();
    }
}
