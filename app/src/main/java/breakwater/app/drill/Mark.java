package breakwater.app.drill;

/** The first byte of everything that a drill sends, by which its origin knows who it is from. */
final class Mark {
    static final byte HONEST = 'H';
    static final byte ATTACK = 'A';
    /** Looks whether the rule is in force. */
    static final byte PROBE = 'P';

    private Mark() {
    }
}
