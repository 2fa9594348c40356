package breakwater.control.protection;

import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectedInstance.SceneSpan;
import breakwater.model.snapshot.SourceLists;
import java.util.List;
import java.util.Set;

/**
 * How an instance is protected as a whole, apart from its rules. Immutable; the components are those of
 * {@link breakwater.model.snapshot.ProtectedInstance}.
 */
public record InstanceProtection(SourceLists sources, RegionBlock regionBlock, Set<Integer> reflectionPorts,
                                 AutomaticMode automatic, List<SceneSpan> scenes, Blackhole blackhole, long lineBlock) {
    /** What holds for an instance for which nothing was set. */
    public static final InstanceProtection USUAL = new InstanceProtection(SourceLists.NONE, RegionBlock.NONE, Set.of(),
            AutomaticMode.NORMAL, List.of(), Blackhole.NONE, 0);

    public InstanceProtection {
        reflectionPorts = Set.copyOf(reflectionPorts);
        scenes = List.copyOf(scenes);
    }
}
