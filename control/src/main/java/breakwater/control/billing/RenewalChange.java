package breakwater.control.billing;

/** What became of telling a thing what to do about its expiry. Only {@link #CHANGED} changed anything. */
public enum RenewalChange {
    CHANGED,
    /** The account has no such thing. */
    NOT_FOUND,
    /** It is expired, where only a payment brings it back: nothing renews it automatically. */
    EXPIRED
}
