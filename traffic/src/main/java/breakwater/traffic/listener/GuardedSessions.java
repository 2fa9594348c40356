package breakwater.traffic.listener;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.udp.SessionChecks;
import breakwater.traffic.policy.RuleGuard;
import breakwater.traffic.policy.Source;

/** What a rule's guard says about UDP sessions, in the words of the room that forwards them. Any event loop. */
record GuardedSessions(RuleGuard guard) implements SessionChecks {
    @Override
    public Ending admit(long high, long low) {
        return guard.admitConnection(Source.of(high, low));
    }

    @Override
    public void closed(long high, long low, boolean carriedData) {
        guard.connectionClosed(Source.of(high, low), carriedData);
    }

    @Override
    public boolean maySend(int bytes) {
        return guard.maySend(bytes);
    }
}
