package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosListings;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.ArnText;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the operations of this product find what a call is about. Another account's id, another region's, an unknown one and a released
 * one get one answer.
 *
 * <p>The region (ruling on facts, section 2): a RegionId that is sent, or that the Host names, restricts both lookups and listings
 * to it; without one an id is looked up in both regions and a listing shows both. For a RegionId that is neither of the two, an id is not
 * found, as for any other region it is not in; a listing refuses it, since an empty answer would hide the slip.
 */
public record InstanceLookup(DdosInstances instances, DdosListings listings) {

    /** The instance of this id that the call may see and that is not released; InstanceNotFound otherwise. */
    public DdosInstance live(Transaction transaction, Call call, String id) {
        Optional<DdosRegion> region = regionOrNotFound(call);
        return instances.findLive(transaction, call.now(), call.accountId(), region, id)
                .orElseThrow(() -> new Refusal(DdoscooError.INSTANCE_NOT_FOUND));
    }

    /** The instances of all these ids, each once, in the order asked for, by one statement; InstanceNotFound if one is missing. */
    public List<DdosInstance> liveAll(Transaction transaction, Call call, String parameter, List<String> ids) {
        atMost(parameter, ids, DdosListing.IDS_MAX);
        Map<String, DdosInstance> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, null));
        listings.ofIds(transaction, call.now(), call.accountId(), regionOrNotFound(call), List.copyOf(found.keySet()))
                .forEach(instance -> found.put(instance.id(), instance));
        if (found.containsValue(null)) {
            throw new Refusal(DdoscooError.INSTANCE_NOT_FOUND);
        }
        return List.copyOf(found.values());
    }

    /** The region a lookup by id is restricted to. */
    public static Optional<DdosRegion> regionOrNotFound(Call call) {
        if (call.region().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DdosRegion.of(call.region().get())
                .orElseThrow(() -> new Refusal(DdoscooError.INSTANCE_NOT_FOUND)));
    }

    /** The region a listing is restricted to. */
    public static Optional<DdosRegion> region(Call call) {
        return call.region().map(InstanceLookup::region);
    }

    /** The region of this id; InvalidParameter if there is none. */
    public static DdosRegion region(String id) {
        return DdosRegion.of(id).orElseThrow(() -> new Refusal(GatewayError.INVALID_PARAMETER, "RegionId",
                "it must be " + DdosRegion.MAINLAND.id() + " or " + DdosRegion.OUTSIDE.id()));
    }

    /** Refuses a list that is too long. */
    public static void atMost(String parameter, List<?> list, int most) {
        if (list.size() > most) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it must have at most " + most + " items");
        }
    }

    /** The ARN of one instance. Its region is the one that the id itself names; of an id that names none, any. */
    public static String resource(Call call, String id) {
        String region = "*";
        for (DdosRegion candidate : DdosRegion.values()) {
            if (id.startsWith(candidate.idPrefix())) {
                region = candidate.id();
            }
        }
        return arn(region, call, ArnText.id(id));
    }

    /** The ARNs of these instances; of every instance the call can list when there are none. */
    public static List<String> resources(Call call, List<String> ids) {
        if (ids.isEmpty()) {
            return all(call);
        }
        return ids.size() == 1 ? List.of(resource(call, ids.getFirst()))
                : ids.stream().distinct().map(id -> resource(call, id)).toList();
    }

    /** The ARNs of every instance the call can list: of its region, or of both. */
    public static List<String> all(Call call) {
        return call.region().map(region -> List.of(arn(DdosRegion.of(region).map(DdosRegion::id).orElse("*"), call, "*")))
                .orElse(List.of(arn(DdosRegion.MAINLAND.id(), call, "*"), arn(DdosRegion.OUTSIDE.id(), call, "*")));
    }

    private static String arn(String region, Call call, String id) {
        return "acs:yundun-ddoscoo:" + region + ":" + call.accountId() + ":instance/" + id;
    }
}
