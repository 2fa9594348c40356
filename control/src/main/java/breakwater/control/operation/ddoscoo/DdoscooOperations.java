package breakwater.control.operation.ddoscoo;

import breakwater.control.audit.Leaks;
import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Prices;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosListings;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.operation.Operation;
import breakwater.control.publish.Readings;
import breakwater.control.tag.Tags;
import java.util.List;

/** All operations of this product that are built. */
public final class DdoscooOperations {
    private DdoscooOperations() {
    }

    /**
     * Makes them, over the given state.
     *
     * @param basicBitsPerSecond attacks up to this need no advanced mitigation
     */
    public static List<Operation<?, ?>> all(DdosInstances instances, DdosListings listings, DdosRecords records, Tags tags,
                                            Prices prices, DdosSales sales, Leaks leaks, Readings readings,
                                            long basicBitsPerSecond) {
        InstanceLookup lookup = new InstanceLookup(instances, listings);
        AdvancedMitigations mitigations = new AdvancedMitigations(readings.attacks(), basicBitsPerSecond);
        ElasticBandwidths bandwidths = new ElasticBandwidths(prices);
        return List.of(
                new DescribeInstanceIds(lookup),
                new DescribeInstances(lookup),
                new DescribeInstanceStatus(lookup),
                new DescribeInstanceDetails(lookup),
                new DescribeInstanceSpecs(lookup),
                new DescribeInstanceStatistics(lookup, mitigations),
                new DescribeInstanceExt(lookup),
                new DescribeDefenseCountStatistics(lookup, mitigations),
                new ModifyInstanceRemark(lookup),
                new ModifyInstance(lookup, sales),
                new DescribeElasticBandwidthSpec(lookup, bandwidths),
                new ModifyElasticBandWidth(lookup, bandwidths),
                new ReleaseInstance(lookup, leaks, readings),
                new CreateTagResources(lookup, tags),
                new DeleteTagResources(lookup, tags),
                new DescribeTagKeys(tags),
                new DescribeTagResources(tags),
                new DescribeOpEntities(records),
                new DescribeSystemLog(records));
    }
}
