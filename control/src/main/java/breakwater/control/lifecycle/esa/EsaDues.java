package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.DueKind;
import breakwater.control.tag.Tags;
import java.util.List;

/** Everything that time makes due in this room. */
public final class EsaDues {
    private EsaDues() {
    }

    /**
     * The kinds, in the order in which they take place where they are due at the same instant: a cycle is billed before the
     * instance or its plan ends.
     */
    public static List<DueKind> all(SecurityBilling billing, Tags tags) {
        SecurityInstances instances = new SecurityInstances();
        return List.of(new CycleBillDue(instances, billing), new ScheduledReleaseDue(instances, billing),
                new PlanReleaseDue(new SitePlans(), new Sites(tags), instances, billing));
    }
}
