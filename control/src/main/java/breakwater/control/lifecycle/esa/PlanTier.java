package breakwater.control.lifecycle.esa;

/** How large a site plan is. In ascending order: a plan is upgraded to a later one. The names are stored; do not rename. */
public enum PlanTier {
    ENTRANCE, BASIC, STANDARD, ADVANCED, ENTERPRISE;

    /** Whether a subdomain of a registered name may be a site of its own. */
    public boolean takesSubdomains() {
        return this == ENTERPRISE;
    }
}
