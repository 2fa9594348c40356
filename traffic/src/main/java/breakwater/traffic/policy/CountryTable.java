package breakwater.traffic.policy;

import com.maxmind.db.Metadata;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which country an address belongs to, by a file in the MaxMind DB format (specification 2.0) that tells {@code country_code}, or
 * {@code country.iso_code}. Any thread, without locks. The file is mapped into memory, not read into the heap.
 *
 * <p>A country is known from the file alone; {@code ZZ}, as 0, where the file does not tell. What is unknown is never refused for it.
 */
public final class CountryTable {
    /** Knows no country: used when there is no file. */
    public static final CountryTable UNKNOWN = new CountryTable();

    // The library reads and checks the file and decodes records, at 2 to 3 microseconds and some garbage for a lookup. Under a flood from
    // spoofed sources that is too much for each packet, so the way down the search tree (section "Binary Search Tree" of the
    // specification) is walked here, and the library is asked once for each distinct record: a country table has about 250 of them.
    private static final int JUMP_BITS = 16;
    private static final int RECORDS = 4_096;
    private static final long MAPPED = 0xffffL;

    private final MappedByteBuffer tree;
    private final Reader reader;
    private final int nodes;
    private final int recordBits;
    private final boolean ipv6;
    private final int[] jumps;
    /** By the record's place: 32 bits of it, 1 bit that says that it is known, 16 bits of country. Fixed: what does not fit is asked again. */
    private final AtomicLongArray records = new AtomicLongArray(RECORDS);

    private CountryTable() {
        tree = null;
        reader = null;
        nodes = 0;
        recordBits = 0;
        ipv6 = false;
        jumps = new int[0];
    }

    private CountryTable(MappedByteBuffer tree, Reader reader) {
        Metadata metadata = reader.getMetadata();
        this.tree = tree;
        this.reader = reader;
        this.nodes = Math.toIntExact(metadata.nodeCount());
        this.recordBits = metadata.recordSize();
        this.ipv6 = metadata.ipVersion() == 6;
        this.jumps = jumps();
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be read or is no such file
     */
    public static CountryTable open(Path file) throws IOException {
        Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, NoCache.getInstance());
        try (FileChannel channel = FileChannel.open(file)) {
            return new CountryTable(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), reader);
        }
    }

    /** Whether there is a file. */
    public boolean known() {
        return reader != null;
    }

    /** Two packed ASCII letters, the first in bits 8 to 15; 0 where the table does not tell. The address is given as {@link Source} has it. */
    public int country(long high, long low) {
        if (reader == null) {
            return 0;
        }
        boolean ipv4 = high == 0 && low >>> 32 == MAPPED;
        if (!ipv4 && !ipv6) {
            return 0;
        }
        int record;
        if (ipv4) {
            int address = (int) low;
            record = jumps[address >>> JUMP_BITS];
            for (int bit = 31 - JUMP_BITS; record < nodes && bit >= 0; bit--) {
                record = next(record, address >>> bit & 1);
            }
        } else {
            record = 0;
            for (int bit = 127; record < nodes && bit >= 0; bit--) {
                record = next(record, (int) ((bit >= 64 ? high >>> bit - 64 : low >>> bit) & 1));
            }
        }
        return record <= nodes ? 0 : decoded(record, high, low);
    }

    private int decoded(int record, long high, long low) {
        int place = (int) (Source.mix(record) & RECORDS - 1);
        long known = records.get(place);
        if (known >>> 17 == record && (known & 1 << 16) != 0) {
            return (int) known & 0xffff;
        }
        int country = asked(high, low);
        records.set(place, (long) record << 17 | 1 << 16 | country);
        return country;
    }

    private int asked(long high, long low) {
        try {
            Map<?, ?> record = reader.get(address(high, low), Map.class);
            if (record == null) {
                return 0;
            }
            Object code = record.get("country_code");
            if (code == null && record.get("country") instanceof Map<?, ?> country) {
                code = country.get("iso_code");
            }
            return packed(code instanceof String text ? text : "");
        } catch (IOException e) {
            // A broken record tells nothing; the rest of the file may.
            return 0;
        }
    }

    /** Packs a code of two capital letters; anything else is 0. */
    static int packed(String code) {
        return code.length() == 2 && capital(code.charAt(0)) && capital(code.charAt(1)) && !code.equals("ZZ")
                ? code.charAt(0) << 8 | code.charAt(1) : 0;
    }

    private static boolean capital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    /** For each first 16 bits of an IPv4 address, where the tree leads. */
    private int[] jumps() {
        int root = 0;
        for (int bit = 0; ipv6 && bit < 96 && root < nodes; bit++) {
            root = next(root, 0);
        }
        int[] ends = new int[1 << JUMP_BITS];
        jumps(ends, root, 0, ends.length);
        return ends;
    }

    /** Fills in the part of the jumps that a record is the root of: each node is visited once. */
    private void jumps(int[] ends, int record, int from, int count) {
        if (record >= nodes || count == 1) {
            Arrays.fill(ends, from, from + count, record);
        } else {
            jumps(ends, next(record, 0), from, count / 2);
            jumps(ends, next(record, 1), from + count / 2, count / 2);
        }
    }

    /** The left (0) or right (1) record of a node: 24, 28 or 32 bits. */
    private int next(int node, int side) {
        if (recordBits == 24) {
            int at = node * 6 + side * 3;
            return (tree.get(at) & 255) << 16 | (tree.get(at + 1) & 255) << 8 | tree.get(at + 2) & 255;
        }
        if (recordBits == 32) {
            return tree.getInt(node * 8 + side * 4);
        }
        int at = node * 7;
        int middle = tree.get(at + 3) & 255;
        int rest = at + side * 4;
        int top = side == 0 ? middle >>> 4 : middle & 15;
        return top << 24 | (tree.get(rest) & 255) << 16 | (tree.get(rest + 1) & 255) << 8 | tree.get(rest + 2) & 255;
    }

    private static InetAddress address(long high, long low) throws IOException {
        byte[] bytes;
        if (high == 0 && low >>> 32 == MAPPED) {
            bytes = new byte[] {(byte) (low >>> 24), (byte) (low >>> 16), (byte) (low >>> 8), (byte) low};
        } else {
            bytes = new byte[16];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (high >>> 56 - i * 8);
                bytes[8 + i] = (byte) (low >>> 56 - i * 8);
            }
        }
        return InetAddress.getByAddress(bytes);
    }
}
