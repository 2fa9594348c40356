package breakwater.app.drill;

/**
 * Something that must be so after a drill.
 *
 * @param outcome whether it was
 * @param text    what must be so
 * @param found   what was found
 */
record Expectation(Outcome outcome, String text, String found) {
    /** What became of an expectation. */
    enum Outcome {
        KEPT("kept"),
        MISSED("MISSED"),
        /** The drill was too short for it. */
        NOT_DUE("not due");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Expectation of(boolean kept, String text, String found) {
        return new Expectation(kept ? Outcome.KEPT : Outcome.MISSED, text, found);
    }

    static Expectation notDue(String text, int secondsNeeded) {
        return new Expectation(Outcome.NOT_DUE, text, "needs --seconds " + secondsNeeded + " or more");
    }

    boolean missed() {
        return outcome == Outcome.MISSED;
    }
}
