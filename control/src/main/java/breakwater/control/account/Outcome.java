package breakwater.control.account;

import java.util.function.Function;

/**
 * What came of asking for something about an identity.
 *
 * @param <T> what is answered when it went well
 */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {
    }

    /** It was not done, and nothing was changed. */
    record Refused<T>(IdentityFault fault) implements Outcome<T> {
    }

    /** Goes on with the value, if there is one. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(IdentityFault fault) -> new Refused<>(fault);
        };
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(IdentityFault fault) {
        return new Refused<>(fault);
    }
}
