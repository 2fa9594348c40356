package breakwater.control.operation;

/** What of a sender's may stand in an ARN. Stateless. */
public final class ArnText {
    private ArnText() {
    }

    /** An id that could be real, and a star for any other: no separator or wildcard of the sender's gets into an ARN. */
    public static String id(String id) {
        for (int at = 0; at < id.length(); at++) {
            char c = id.charAt(at);
            if (c != '-' && !Character.isLetterOrDigit(c)) {
                return "*";
            }
        }
        return id;
    }
}
