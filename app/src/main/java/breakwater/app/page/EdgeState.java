package breakwater.app.page;

import java.util.OptionalLong;

/** What an edge knows of its own state. Asked by any thread at any time, so the answers are at hand. */
public interface EdgeState {
    /** The revision of the snapshot in force; empty until there was one. */
    OptionalLong revision();

    /** Whether a control node was heard on the stream that is open. */
    boolean connected();

    /** Readings that no control node has confirmed. */
    int waiting();

    /** Readings that were given up, since more waited than are kept. */
    long lost();
}
