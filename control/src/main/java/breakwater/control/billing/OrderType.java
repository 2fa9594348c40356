package breakwater.control.billing;

/** Why an order was placed. The names are what the database stores. */
public enum OrderType {
    /** A thing is bought. */
    NEW,
    /** A thing is kept for longer. */
    RENEW,
    /** A running thing gets a larger specification; the difference for the remaining time is paid. */
    UPGRADE,
    /** A running thing gets a smaller specification; the difference for the remaining time is given back. */
    DOWNGRADE,
    /** A thing is given back before its end; what is unused is given back. */
    REFUND,
    /** What a thing used beyond its subscription is billed, such as ESA's burstable protection. */
    USAGE
}
