package breakwater.control.authorize;

/** What is known about a condition. Unknown never lets anything through: an Allow needs TRUE, a Deny needs only not FALSE. */
enum Tristate {
    TRUE, FALSE, UNKNOWN;

    static Tristate of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Tristate and(Tristate other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE ? other : UNKNOWN;
    }

    Tristate negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
