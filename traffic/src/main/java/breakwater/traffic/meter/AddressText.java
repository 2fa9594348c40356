package breakwater.traffic.meter;

import java.util.StringJoiner;

/**
 * Addresses and countries as they are stored and shown. An address is given by two longs, IPv4 in its IPv4-mapped form; its canonical
 * text is dotted for IPv4 and that of RFC 5952 for IPv6.
 */
public final class AddressText {
    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffffL;

    private AddressText() {
    }

    /** The canonical text of an address. */
    public static String of(long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        int[] groups = new int[GROUPS];
        for (int group = 0; group < GROUPS; group++) {
            long half = group < GROUPS / 2 ? high : low;
            groups[group] = (int) (half >>> 48 - group % (GROUPS / 2) * 16 & 0xffff);
        }
        int longestAt = 0;
        int longest = 0;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > longest) {
                longestAt = from;
                longest = to - from;
            }
        }
        // RFC 5952 section 4.2.2: a single group of zeros is not shortened.
        if (longest < 2) {
            return joined(groups, 0, GROUPS);
        }
        return joined(groups, 0, longestAt) + "::" + joined(groups, longestAt + longest, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int group = from; group < to; group++) {
            text.add(Integer.toHexString(groups[group]));
        }
        return text.toString();
    }

    /** The code of a country of two packed ASCII letters; {@code ZZ} for 0. */
    public static String country(int packed) {
        return packed == 0 ? "ZZ" : String.valueOf((char) (packed >>> 8 & 255)) + (char) (packed & 255);
    }
}
