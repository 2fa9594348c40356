package breakwater.control.billing;

/** Why a balance changed. The names are what the database stores. */
public enum LedgerType {
    /** Money was put in. */
    PAYMENT,
    /** An order was paid. */
    CONSUMPTION,
    /** Money was given back. */
    REFUND
}
