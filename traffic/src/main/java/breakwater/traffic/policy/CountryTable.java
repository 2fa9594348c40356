package breakwater.traffic.policy;

/** Which country an address belongs to. Any thread; neither locks nor allocates. */
public final class CountryTable {
    /** Knows no country. */
    public static final CountryTable UNKNOWN = new CountryTable();

    private CountryTable() {
    }

    /** Two packed ASCII letters, the first in bits 8 to 15; 0 where the table does not tell. */
    public int country(long high, long low) {
        return 0;
    }
}
