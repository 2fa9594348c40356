package breakwater.control.account;

/** Whose a RAM policy is. */
public enum PolicyType {
    /** One for all accounts, made by this server and not to be changed. */
    SYSTEM("System"),
    /** An account's own. */
    CUSTOM("Custom");

    private final String stored;

    PolicyType(String stored) {
        this.stored = stored;
    }

    /** As the database and the answers write it. */
    public String stored() {
        return stored;
    }
}
