package breakwater.control.contract;

/** What an operation asks of whoever calls it. */
public enum Proof {
    /** A signature with an access key. */
    SIGNATURE,
    /** A login name with its console password, among the parameters: what begins a session. */
    PASSWORD,
    /** Nothing. */
    NONE
}
