package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosPage;
import breakwater.control.lifecycle.ddos.DdosPhase;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagFilter;
import breakwater.control.tag.TagRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Instances of the account, newest first, with every filter of the contract; released ones are gone. The busiest read of all:
 * see {@link breakwater.control.lifecycle.ddos.DdosListings} for what it costs.
 *
 * <p>Both ends of the range of expiry are inclusive. A remark matches when it contains the text asked for, in the same case. A tag without
 * a value matches any value of its key; an instance must carry all of them.
 */
public final class DescribeInstances implements Operation<DescribeInstances.Input, DescribeInstances.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstances", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final InstanceLookup lookup;

    DescribeInstances(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    public record Input(List<String> instanceIds, Optional<String> ip, Optional<String> remark, Optional<Integer> edition,
                        Optional<Integer> enabled, List<Integer> status, Optional<Long> expireStartTime,
                        Optional<Long> expireEndTime, List<Tag> tag, String pageNumber, String pageSize) {
    }

    public record Tag(Optional<String> key, Optional<String> value) {
    }

    public record Output(List<Instance> instances, long totalCount) {
    }

    public record Instance(String instanceId, String ip, String ipMode, String ipVersion, String remark, int edition,
                           int status, int enabled, int debtStatus, long createTime, long expireTime, long isFirstOpenBw,
                           long isFirstOpenQps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        DdosListing wanted = wanted(call, input);
        if (wanted.tags().size() > TagRules.TAGS_PER_RESOURCE_MAX) {
            return new Output(List.of(), 0);
        }
        DdosPage found = lookup.listings().page(transaction, call.now(), call.accountId(), wanted, page.offset(), page.size());
        List<Instance> instances = new ArrayList<>(found.instances().size());
        for (DdosInstance instance : found.instances()) {
            instances.add(wire(call, instance));
        }
        return new Output(instances, found.total());
    }

    private static DdosListing wanted(Call call, Input input) {
        InstanceLookup.atMost("InstanceIds", input.instanceIds(), DdosListing.IDS_MAX);
        InstanceLookup.atMost("Status", input.status(), 2);
        Optional<String> ip = input.ip().filter(text -> !text.isEmpty());
        if (ip.isPresent() && AddressBlock.canonical(ip.get()).isEmpty()) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Ip", "it must be an IPv4 or IPv6 address");
        }
        Optional<Instant> from = input.expireStartTime().map(Instant::ofEpochMilli);
        Optional<Instant> until = input.expireEndTime().map(Instant::ofEpochMilli);
        if (from.isPresent() && until.isPresent() && from.get().isAfter(until.get())) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ExpireEndTime", "it must not be before ExpireStartTime");
        }
        return new DdosListing(InstanceLookup.region(call), List.copyOf(new LinkedHashSet<>(input.instanceIds())), ip,
                input.remark().filter(text -> !text.isEmpty()), input.edition().map(WireValues::plan), expired(input.status()),
                input.enabled().map(DescribeInstances::forwarding), from, until, filters("Tag", input.tag()));
    }

    private static Optional<Boolean> expired(List<Integer> statuses) {
        for (int status : statuses) {
            if (status != 1 && status != 2) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "Status", "each must be 1 (normal) or 2 (expired)");
            }
        }
        boolean both = statuses.contains(1) && statuses.contains(2);
        return both || statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.contains(2));
    }

    private static boolean forwarding(int enabled) {
        return switch (enabled) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Enabled", "it must be 0 or 1");
        };
    }

    /** Tag filters as sent; each once. */
    static List<TagFilter> filters(String parameter, List<Tag> tags) {
        Set<TagFilter> filters = new LinkedHashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            String name = parameter + "." + (i + 1) + ".Key";
            String key = tags.get(i).key().filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, name));
            filters.add(new TagFilter(key, tags.get(i).value()));
        }
        return List.copyOf(filters);
    }

    private Instance wire(Call call, DdosInstance instance) {
        DdosSpecification specification = instance.specification();
        DdosPhase phase = instance.phase(lookup.instances().lifespan(), call.now());
        boolean burst = specification.burstCleanBandwidth() != DdosSpecification.BurstCleanBandwidth.OFF;
        return new Instance(instance.id(), instance.serviceAddress(), WireValues.IP_MODE,
                WireValues.ipVersion(specification.addressFamily()), instance.remark(), specification.plan().number(),
                phase.expired() ? 2 : 1, phase.forwards() ? 1 : 0, 0, instance.createdAt().toEpochMilli(),
                instance.expiresAt().toEpochMilli(), burst ? 1 : 0, 0);
    }
}
