package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import java.util.BitSet;

/**
 * Check: a source's country is refused, for a while because it is outside mainland China (ModifyBlockStatus), or because the owner listed
 * it (ConfigNetworkRegionBlock). Immutable. A source whose country the table does not tell is let through: it is not known to be one
 * of those that are meant.
 */
final class Regions {
    private static final int MAINLAND = CountryTable.packed("CN");

    private final CountryTable countries;
    private final BitSet blocked = new BitSet();
    private final long lineBlockUntil;

    Regions(CountryTable countries, RegionBlock block, long lineBlockUntil) {
        this.countries = countries;
        this.lineBlockUntil = lineBlockUntil;
        if (block.enabled()) {
            block.countries().forEach(code -> blocked.set(CountryTable.packed(code)));
            blocked.clear(0);
        }
    }

    /** {@link Ending#NONE}, {@link Ending#REFUSED_LINE} or {@link Ending#REFUSED_REGION}. */
    Ending check(Source source, long serviceMillis) {
        boolean line = serviceMillis < lineBlockUntil;
        if (!line && blocked.isEmpty()) {
            return Ending.NONE;
        }
        int country = source.country(countries);
        if (country == 0) {
            return Ending.NONE;
        }
        if (line && country != MAINLAND) {
            return Ending.REFUSED_LINE;
        }
        return blocked.get(country) ? Ending.REFUSED_REGION : Ending.NONE;
    }
}
