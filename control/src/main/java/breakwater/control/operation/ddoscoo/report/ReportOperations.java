package breakwater.control.operation.ddoscoo.report;

import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.Readings;
import java.util.List;

/** All operations of this package. */
public final class ReportOperations {
    private ReportOperations() {
    }

    /** Makes them, over what the traffic planes read. */
    public static List<Operation<?, ?>> all(InstanceLookup lookup, Readings readings) {
        ReportRooms rooms = new ReportRooms(lookup, readings.history(), readings.origins(), readings.attacks());
        return List.of(
                new DescribeAttackAnalysisMaxQps(rooms),
                new DescribeDDoSEvents(rooms),
                new DescribeDDosAllEventList(rooms),
                new DescribeDDosEventArea(rooms),
                new DescribeDDosEventAttackType(rooms),
                new DescribeDDosEventIsp(rooms),
                new DescribeDDosEventMax(rooms),
                new DescribeDDosEventSrcIp(rooms),
                new DescribeDestinationPortEvent(rooms),
                new DescribePortAttackMaxFlow(rooms),
                new DescribePortCcAttackTopIP(rooms),
                new DescribePortConnsCount(rooms),
                new DescribePortConnsList(rooms),
                new DescribePortFlowList(rooms),
                new DescribePortMaxConns(rooms),
                new DescribePortViewSourceCountries(rooms),
                new DescribePortViewSourceIsps(rooms),
                new DescribePortViewSourceProvinces(rooms),
                new DescribeTotalAttackMaxFlow(rooms));
    }
}
