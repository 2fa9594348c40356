package breakwater.traffic.policy;

import breakwater.model.snapshot.SourceLists.Entry;
import java.util.List;

/**
 * How a list became another one. Immutable. It is found by what the two begin and end with alike, so a list that keeps its order changes by little
 * when an entry comes, goes or is prolonged; whatever happened, the second list is the first one without what was removed and with what was added.
 *
 * @param removed entries of the first list
 * @param added   entries of the second
 */
record ListChange(List<Entry> removed, List<Entry> added) {
    private static final ListChange NOTHING = new ListChange(List.of(), List.of());

    static ListChange between(List<Entry> before, List<Entry> after) {
        if (before == after) {
            return NOTHING;
        }
        int shorter = Math.min(before.size(), after.size());
        int begin = 0;
        while (begin < shorter && before.get(begin).equals(after.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        return new ListChange(before.subList(begin, before.size() - end), after.subList(begin, after.size() - end));
    }

    boolean nothing() {
        return removed.isEmpty() && added.isEmpty();
    }
}
