package breakwater.control.authorize;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern in which {@code *} stands for any run of characters, none included, and {@code ?} for exactly one. There is no
 * escape. Immutable; used from any thread.
 *
 * <p>Matching never backtracks over a {@code *}: the pieces between stars are found from left to right, each at its first
 * place, so the time is at most the length of the text times the longest piece, and a row of stars costs nothing.
 */
final class Wildcard {
    private final String[] pieces;
    private final boolean openStart;
    private final boolean openEnd;

    private Wildcard(String[] pieces, boolean openStart, boolean openEnd) {
        this.pieces = pieces;
        this.openStart = openStart;
        this.openEnd = openEnd;
    }

    static Wildcard of(String pattern) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= pattern.length(); at++) {
            if (at == pattern.length() || pattern.charAt(at) == '*') {
                if (at > from) {
                    pieces.add(pattern.substring(from, at));
                }
                from = at + 1;
            }
        }
        return new Wildcard(pieces.toArray(String[]::new), pattern.startsWith("*"), pattern.endsWith("*"));
    }

    boolean matches(CharSequence text) {
        int first = 0;
        int last = pieces.length;
        int from = 0;
        int to = text.length();
        if (last == 0) {
            return openStart || text.isEmpty();
        }
        if (!openStart) {
            String head = pieces[0];
            if (head.length() > to || !pieceAt(text, 0, head)) {
                return false;
            }
            from = head.length();
            first = 1;
            if (last == 1) {
                return openEnd || from == to;
            }
        }
        if (!openEnd && last > first) {
            String tail = pieces[last - 1];
            to -= tail.length();
            if (to < from || !pieceAt(text, to, tail)) {
                return false;
            }
            last--;
        }
        for (int at = first; at < last; at++) {
            String piece = pieces[at];
            while (from + piece.length() <= to && !pieceAt(text, from, piece)) {
                from++;
            }
            if (from + piece.length() > to) {
                return false;
            }
            from += piece.length();
        }
        return true;
    }

    private static boolean pieceAt(CharSequence text, int at, String piece) {
        for (int index = 0; index < piece.length(); index++) {
            char wanted = piece.charAt(index);
            if (wanted != '?' && wanted != text.charAt(at + index)) {
                return false;
            }
        }
        return true;
    }
}
