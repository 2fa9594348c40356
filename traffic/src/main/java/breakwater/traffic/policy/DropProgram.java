package breakwater.traffic.policy;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A program of classic BPF (Linux, Documentation/networking/filter.rst) that the kernel runs over each datagram for a UDP socket, before the
 * datagram is queued: it drops those of some source ports, and of some sources all or a share by chance. Immutable; made on any thread.
 *
 * <p>Classic BPF has neither tables nor loops backwards, so a set is a binary search in code, its leaves short runs of comparisons. An IPv4 address is
 * searched for itself. An IPv6 address is searched for by a digest of its four words and then compared word by word, so nobody is dropped for
 * another's digest; of two sources with one digest only the first is dropped. The digest's factors differ from process to process.
 */
final class DropProgram {
    /** The kernel's BPF_MAXINSNS. */
    static final int INSTRUCTIONS_MAX = 4_096;
    /** 3 instructions each at the most, 5 for each of at most 128 leaves with its share of the search: 768 × 3 + 128 × 5 = 2,944. */
    static final int SOURCES_MAX = 768;
    /** 11 each at the most, 5 for each of at most 64 leaves, 21 for the digest: 320 × 11 + 64 × 5 + 21 = 3,861. */
    static final int IPV6_SOURCES_MAX = 320;
    /** One each, 4 for each of at most 8 leaves, one to load it: 64 + 8 × 4 + 1 = 97. */
    static final int PORTS_MAX = 64;

    private static final int LEAF = 8;
    private static final int WORDS = 4;

    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF_WORD = 0x28;
    private static final int LOAD_MEMORY = 0x60;
    private static final int LOAD_MEMORY_TO_X = 0x61;
    private static final int STORE = 0x02;
    private static final int MULTIPLY = 0x24;
    private static final int ADD_X = 0x0c;
    private static final int JUMP = 0x05;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_NOT_BELOW = 0x35;
    private static final int RETURN = 0x06;

    /** SKF_AD_OFF + SKF_AD_RANDOM: a random word. */
    private static final int RANDOM = -0x1000 + 56;
    /** SKF_NET_OFF: the beginning of the IP header, where the program itself starts at the UDP header. */
    private static final int IP_HEADER = -0x100000;
    private static final int IPV4_SOURCE = IP_HEADER + 12;
    private static final int IPV6_SOURCE = IP_HEADER + 8;
    private static final int SOURCE_PORT = 0;
    private static final int DIGEST = WORDS;

    private static final int[] FACTORS = new SecureRandom().ints(WORDS).map(factor -> factor | 1).toArray();

    /** Each as the kernel's sock_filter lies in memory of a little-endian processor: 16 bits of code, two jumps of 8, 32 of a constant. */
    private final long[] instructions;

    private DropProgram(long[] instructions) {
        this.instructions = instructions;
    }

    /**
     * What is dropped of a source.
     *
     * @param high    as {@link Source#high}
     * @param low     as {@link Source#low}
     * @param passing the share of its datagrams that pass, 0 to below 1
     */
    record Thinned(long high, long low, double passing) {
        private int word(int index) {
            return (int) ((index < 2 ? high : low) >>> (index % 2 == 0 ? Integer.SIZE : 0));
        }

        private int key(boolean ipv4) {
            if (ipv4) {
                return (int) low;
            }
            int digest = 0;
            for (int word = 0; word < WORDS; word++) {
                digest += word(word) * FACTORS[word];
            }
            return digest;
        }
    }

    /** Drops everything. */
    static DropProgram everything() {
        return new DropProgram(new long[] {instruction(RETURN, 0, 0, 0)});
    }

    /**
     * Drops datagrams of ports, and of sources what they say.
     *
     * @param ipv4    whether the socket is one of IPv4
     * @param ports   of which at most {@value #PORTS_MAX} are taken
     * @param sources the worst first; at most {@value #SOURCES_MAX} are taken, of IPv6 {@value #IPV6_SOURCES_MAX}
     */
    static DropProgram of(boolean ipv4, int[] ports, List<Thinned> sources) {
        Writer writer = new Writer(ipv4);
        int[] sorted = Arrays.stream(ports).limit(PORTS_MAX).sorted().toArray();
        if (sorted.length > 0) {
            writer.add(LOAD_HALF_WORD, 0, 0, SOURCE_PORT);
            writer.ports(sorted, 0, sorted.length);
            writer.endPorts();
        }
        Thinned[] searched = sources.stream().limit(ipv4 ? SOURCES_MAX : IPV6_SOURCES_MAX)
                .sorted(Comparator.comparingLong(source -> Integer.toUnsignedLong(source.key(ipv4)))).toArray(Thinned[]::new);
        if (searched.length > 0) {
            writer.loadSource();
            writer.sources(searched, 0, searched.length);
        } else {
            writer.add(RETURN, 0, 0, -1);
        }
        return new DropProgram(Arrays.copyOf(writer.instructions, writer.count));
    }

    /** How many instructions it has, 1 to {@value #INSTRUCTIONS_MAX}. */
    int length() {
        return instructions.length;
    }

    long instruction(int at) {
        return instructions[at];
    }

    /** Writes it as the kernel reads it. */
    void writeTo(ByteBuf memory) {
        for (long instruction : instructions) {
            memory.writeLongLE(instruction);
        }
    }

    private static long instruction(int code, int jumpTrue, int jumpFalse, int constant) {
        return code | (long) jumpTrue << 16 | (long) jumpFalse << 24 | (long) constant << 32;
    }

    /** Puts instructions behind each other. A jump of a comparison says how many instructions it leaves out, at most 255. */
    private static final class Writer {
        private final boolean ipv4;
        private final long[] instructions = new long[INSTRUCTIONS_MAX];
        /** Jumps of the search for ports that found nothing and go on behind it. */
        private final List<Integer> unfinished = new ArrayList<>();
        private int count;

        Writer(boolean ipv4) {
            this.ipv4 = ipv4;
        }

        void add(int code, int jumpTrue, int jumpFalse, int constant) {
            instructions[count++] = instruction(code, jumpTrue, jumpFalse, constant);
        }

        /** Leaves room for the two instructions that choose between the lower and the upper half of a search. */
        private int fork() {
            count += 2;
            return count;
        }

        /** The lower half is written: what is not below the upper one's first key goes on here. */
        private void join(int lower, int firstOfUpper) {
            instructions[lower - 2] = instruction(JUMP_IF_NOT_BELOW, 0, 1, firstOfUpper);
            instructions[lower - 1] = instruction(JUMP, 0, 0, count - lower);
        }

        void ports(int[] ports, int from, int to) {
            if (to - from > LEAF) {
                int middle = from + to >>> 1;
                int lower = fork();
                ports(ports, from, middle);
                join(lower, ports[middle]);
                ports(ports, middle, to);
                return;
            }
            for (int at = from; at < to; at++) {
                add(JUMP_IF_EQUAL, to - at, 0, ports[at]);
            }
            unfinished.add(count++);
            add(RETURN, 0, 0, 0);
        }

        void endPorts() {
            for (int jump : unfinished) {
                instructions[jump] = instruction(JUMP, 0, 0, count - jump - 1);
            }
        }

        /** Leaves the key of the datagram's source in the accumulator, and the words of an IPv6 address in memory. */
        void loadSource() {
            if (ipv4) {
                add(LOAD_WORD, 0, 0, IPV4_SOURCE);
                return;
            }
            for (int word = 0; word < WORDS; word++) {
                add(LOAD_WORD, 0, 0, IPV6_SOURCE + word * Integer.BYTES);
                add(STORE, 0, 0, word);
                add(MULTIPLY, 0, 0, FACTORS[word]);
                if (word > 0) {
                    add(LOAD_MEMORY_TO_X, 0, 0, DIGEST);
                    add(ADD_X, 0, 0, 0);
                }
                add(STORE, 0, 0, DIGEST);
            }
        }

        void sources(Thinned[] sources, int from, int to) {
            if (to - from > LEAF) {
                int middle = from + to >>> 1;
                int lower = fork();
                sources(sources, from, middle);
                join(lower, sources[middle].key(ipv4));
                sources(sources, middle, to);
                return;
            }
            int verdicts = 0;
            for (int at = from; at < to; at++) {
                verdicts += verdictLength(sources[at]);
            }
            // The comparisons, what becomes of each source, and the two ends that they share: pass, and behind it drop.
            int verdict = count + to - from + 1;
            int pass = verdict + verdicts;
            for (int at = from; at < to; at++) {
                int target = verdictLength(sources[at]) == 0 ? pass + 1 : verdict;
                add(JUMP_IF_EQUAL, target - count - 1, 0, sources[at].key(ipv4));
                verdict += verdictLength(sources[at]);
            }
            add(JUMP, 0, 0, pass - count - 1);
            for (int at = from; at < to; at++) {
                verdict(sources[at], pass);
            }
            add(RETURN, 0, 0, -1);
            add(RETURN, 0, 0, 0);
        }

        private int verdictLength(Thinned source) {
            return (ipv4 ? 0 : 2 * WORDS) + (source.passing() > 0 ? 2 : 0);
        }

        private void verdict(Thinned source, int pass) {
            for (int word = 0; word < WORDS && !ipv4; word++) {
                add(LOAD_MEMORY, 0, 0, word);
                boolean last = word == WORDS - 1 && source.passing() <= 0;
                add(JUMP_IF_EQUAL, last ? pass - count : 0, pass - count - 1, source.word(word));
            }
            if (source.passing() > 0) {
                add(LOAD_WORD, 0, 0, RANDOM);
                add(JUMP_IF_NOT_BELOW, pass - count, pass - count - 1, (int) (long) (source.passing() * (1L << Integer.SIZE)));
            }
        }
    }
}
