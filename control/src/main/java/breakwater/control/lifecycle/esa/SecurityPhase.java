package breakwater.control.lifecycle.esa;

/** What a security instance is at an instant. */
public enum SecurityPhase {
    /** It protects its plan's sites. */
    ONLINE,
    /** It expired with its plan, and the account owes nothing. */
    OFFLINE,
    /** It is stopped because the account owes money. */
    OVERDUE,
    /** It was released: from its reserved instant on, also when the worker is late. */
    RELEASED
}
