package breakwater.control.tag;

/** What came of putting tags on a resource. */
public sealed interface PutOutcome {
    /** They are there; those whose key was there before have the new value. */
    record Put() implements PutOutcome {
    }

    /** The resource would carry more tags than allowed; nothing was changed on it. */
    record TooMany(int allowed) implements PutOutcome {
    }
}
