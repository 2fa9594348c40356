package breakwater.control.error;

/** Whose fault a refusal is, and so who has to act before a retry helps. */
public enum Blame {
    /** The request is wrong, or arrives at the wrong moment of the resource's life. */
    CLIENT,
    /** The operator of this server has to act: lift a limit, repair a store, configure something. */
    OPERATOR,
    /** A defect or a passing fault in this server. */
    SERVER
}
