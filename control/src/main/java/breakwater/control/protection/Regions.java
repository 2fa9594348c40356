package breakwater.control.protection;

import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Regions whose sources an instance refuses, as its owner chose them. Immutable.
 *
 * <p>The country table knows countries only, so of China's provinces those that are countries to it (Taiwan, Hong Kong, Macao) can be
 * chosen alone, and the others all together, which is mainland China.
 *
 * @param enabled   whether any is refused at all
 * @param countries ISO 3166-1 alpha-2 codes, upper case, rising
 * @param divisions provincial divisions of China by the first two digits of their code in GB/T 2260, rising
 */
public record Regions(boolean enabled, Set<String> countries, Set<Integer> divisions) {
    /** No region is refused. */
    public static final Regions NONE = new Regions(false, Set.of(), Set.of());

    /** The divisions of mainland China: 11 to 15, 21 to 23, 31 to 37, 41 to 46, 50 to 54, 61 to 65. */
    public static final Set<Integer> MAINLAND = mainland();

    /** The divisions that are countries of their own to ISO 3166-1. */
    private static final Map<Integer, String> COUNTRIES = Map.of(71, "TW", 81, "HK", 82, "MO");

    public Regions {
        countries = Collections.unmodifiableSet(new TreeSet<>(countries));
        divisions = Collections.unmodifiableSet(new TreeSet<>(divisions));
    }

    /** Whether there is such a division. */
    public static boolean known(int division) {
        return MAINLAND.contains(division) || COUNTRIES.containsKey(division);
    }

    /** Whether the country table can tell what was chosen: either none or all of the mainland's divisions. */
    public boolean expressible() {
        return divisions.containsAll(MAINLAND) || divisions.stream().noneMatch(MAINLAND::contains);
    }

    /** What the traffic plane is told. */
    RegionBlock block() {
        Set<String> all = new TreeSet<>(countries);
        divisions.forEach(division -> all.add(COUNTRIES.getOrDefault(division, "CN")));
        return new RegionBlock(enabled, all);
    }

    private static Set<Integer> mainland() {
        Set<Integer> divisions = new TreeSet<>();
        int[][] spans = {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}};
        for (int[] span : spans) {
            for (int division = span[0]; division <= span[1]; division++) {
                divisions.add(division);
            }
        }
        return Collections.unmodifiableSet(divisions);
    }
}
