package breakwater.control.lifecycle.esa;

/** What a site plan is at an instant. */
public enum PlanPhase {
    /** Paid for: its sites are served. */
    ONLINE,
    /** Expired: its sites are not served, its configuration is kept for {@link SitePlan#KEPT_AFTER_EXPIRY}. */
    OFFLINE,
    /** The account owes money: its sites are not served until it is paid. */
    OVERDUE,
    /** Over, and its sites with it. */
    RELEASED
}
