package breakwater.control.protection;

import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Map;

/** Reads how instances are protected as a whole: lists, region block, blackhole and the like. Used from any thread. */
@FunctionalInterface
public interface InstanceProtections {
    /** Nothing was ever set. */
    InstanceProtections USUAL = (transaction, instanceIds) -> Map.of();

    /**
     * The protection of these instances, by id.
     *
     * @param instanceIds at most {@value breakwater.control.lifecycle.ddos.DdosInstances#IDS_MAX}; all of them forward something
     * @return one that is missing is {@link InstanceProtection#USUAL}
     */
    Map<String, InstanceProtection> of(Transaction transaction, List<String> instanceIds);
}
