package breakwater.control.operation;

/** The output of an operation whose whole answer is the RequestId, and the input of one without parameters. */
public record Empty() {
    public static final Empty EMPTY = new Empty();
}
