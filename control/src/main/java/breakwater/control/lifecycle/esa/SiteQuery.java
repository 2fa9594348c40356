package breakwater.control.lifecycle.esa;

import breakwater.control.tag.TagFilter;
import java.util.List;
import java.util.Optional;

/**
 * Which sites are asked for. Every filter that is present must match.
 *
 * @param name            compared as {@code match} says
 * @param match           how the name is compared
 * @param accessType      only those
 * @param coverage        only those
 * @param tiers           only those under a plan of one of these tiers; empty for all
 * @param status          only those
 * @param resourceGroupId only those
 * @param tags            only those that match every one
 */
public record SiteQuery(Optional<String> name, NameMatch match, Optional<AccessType> accessType,
                        Optional<Coverage> coverage, List<PlanTier> tiers, Optional<SiteStatus> status,
                        Optional<String> resourceGroupId, List<TagFilter> tags) {

    public SiteQuery {
        tiers = List.copyOf(tiers);
        tags = List.copyOf(tags);
    }

    /** How a name is compared. */
    public enum NameMatch { EXACT, PREFIX, SUFFIX, FUZZY }
}
