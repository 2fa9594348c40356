package breakwater.control.publish;

/** How fine a row of history is, and whether of one rule or of its whole instance. The numbers are stored; do not change. */
enum Layer {
    SECOND(1, 1_000),
    MINUTE(2, 60_000),
    MINUTE_TOTAL(3, 60_000),
    HOUR(4, 3_600_000),
    HOUR_TOTAL(5, 3_600_000);

    private final int number;
    private final long millis;

    Layer(int number, long millis) {
        this.number = number;
        this.millis = millis;
    }

    int number() {
        return number;
    }

    /** How long one row covers. */
    long millis() {
        return millis;
    }

    /** The start of the row that this instant falls into. */
    long floor(long at) {
        return Math.floorDiv(at, millis) * millis;
    }

    static Layer of(int number) {
        for (Layer layer : values()) {
            if (layer.number == number) {
                return layer;
            }
        }
        throw new IllegalStateException("unknown layer in the store: " + number);
    }
}
