package breakwater.control.protection;

/**
 * One source on one list of one instance. Immutable.
 *
 * @param side      which list
 * @param origin    who put it there
 * @param source    canonical text, see {@link SourceNetwork#text}
 * @param expiresAt service time in epoch milliseconds from which it is not listed any more; {@link Long#MAX_VALUE} for never
 */
public record SourceListing(Side side, Origin origin, String source, long expiresAt) {

    /** Which list. The names are stored; do not rename. */
    public enum Side {
        /** Always refused. */
        BLACK,
        /** Always let through; wins over the black list. */
        WHITE
    }

    /** Who put a source on a list. The names are stored; do not rename. */
    public enum Origin {
        /** The owner. */
        MANUAL,
        /** A traffic plane, because the source offended repeatedly. */
        AUTOMATIC
    }
}
