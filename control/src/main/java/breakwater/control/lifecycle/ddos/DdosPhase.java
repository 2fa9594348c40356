package breakwater.control.lifecycle.ddos;

/** What an instance does at an instant: a pure function of its deadlines, never a stored column. */
public enum DdosPhase {
    /** Mitigates and forwards. */
    NORMAL,
    /** Expired: forwards, mitigates nothing. A renewal brings everything back. */
    EXPIRED_FORWARDING,
    /** Expired for long: forwards nothing. A renewal brings everything back. */
    EXPIRED_STOPPED,
    /** Gone for good: by its owner, or because automatic release was due. */
    RELEASED;

    /** Whether traffic is forwarded. */
    public boolean forwards() {
        return this == NORMAL || this == EXPIRED_FORWARDING;
    }

    /** Whether it is past its expiry and still there. */
    public boolean expired() {
        return this == EXPIRED_FORWARDING || this == EXPIRED_STOPPED;
    }
}
