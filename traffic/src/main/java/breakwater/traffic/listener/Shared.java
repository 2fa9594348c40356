package breakwater.traffic.listener;

import breakwater.traffic.forward.Persistence;
import breakwater.traffic.meter.Meters;
import breakwater.traffic.policy.Guards;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What all listeners of a plane share. Any thread.
 *
 * @param failed listeners that could not be bound, for the next retry; at most one entry a rule
 */
record Shared(ListenerSettings settings, EventLoops loops, Guards guards, Meters meters, Persistence persistence,
              Descriptors descriptors, Queue<RuleListener> failed) {
    Shared(ListenerSettings settings, EventLoops loops, Guards guards, Meters meters, Persistence persistence) {
        this(settings, loops, guards, meters, persistence, new Descriptors(settings.descriptorsMax()), new ConcurrentLinkedQueue<>());
    }

    void unbound(RuleListener listener) {
        failed.add(listener);
    }
}
