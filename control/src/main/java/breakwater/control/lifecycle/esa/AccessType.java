package breakwater.control.lifecycle.esa;

/** How a site's name is pointed at the service. The names are stored; do not rename. */
public enum AccessType {
    /** The registry delegates the name to the service's name servers. */
    NS,
    /** The owner's DNS keeps the name and points it with a CNAME record. */
    CNAME
}
