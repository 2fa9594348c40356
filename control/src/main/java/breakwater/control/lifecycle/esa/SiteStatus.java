package breakwater.control.lifecycle.esa;

/** What a site is at an instant. */
public enum SiteStatus {
    /** Not yet shown to belong to its account. */
    PENDING,
    /** Verified and served. */
    ACTIVE,
    /** Its plan expired, or its account owes money. */
    OFFLINE,
    /** Another account has since shown that the name is its own. */
    MOVED
}
