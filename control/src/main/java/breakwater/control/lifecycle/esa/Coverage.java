package breakwater.control.lifecycle.esa;

/** Where a site is served. The names are stored; do not rename. */
public enum Coverage {
    /** The Chinese mainland only. */
    DOMESTIC,
    /** Everywhere but the Chinese mainland. */
    OVERSEAS,
    /** Everywhere. */
    GLOBAL;

    /** Whether serving there needs an ICP filing of the name. */
    public boolean needsFiling() {
        return this != OVERSEAS;
    }

    /** Whether a plan bought for this coverage serves a site with the other one. */
    public boolean includes(Coverage site) {
        return this == GLOBAL || this == site;
    }
}
