package breakwater.control.operation.ddoscoo.report;

import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.AttackLog;
import breakwater.control.publish.TrafficHistory;
import breakwater.control.publish.TrafficOrigins;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import java.util.List;

/** What the reports are made from. */
record ReportRooms(InstanceLookup lookup, TrafficHistory history, TrafficOrigins origins, AttackLog attacks) {

    /** The live instances of these ids; InstanceNotFound if one is missing. */
    List<DdosInstance> instances(Transaction transaction, Call call, List<String> ids) {
        return lookup.liveAll(transaction, call, "InstanceIds", ids);
    }

    /** The same, by id. */
    List<String> ids(Transaction transaction, Call call, List<String> ids) {
        return instances(transaction, call, ids).stream().map(DdosInstance::id).toList();
    }

    /** The attacks on an address that began in this second, else in the next one in which any did; none when there is none. */
    List<AttackEvent> meant(Transaction transaction, Call call, String eventType, String address, long startSeconds) {
        AttackEvent.Kind kind = ReportWords.kind(eventType);
        return attacks.begunAt(transaction, call.accountId(), InstanceLookup.region(call).map(DdosRegion::id),
                AddressBlock.canonical(address).orElse(address), kind, ReportWindow.instant("StartTime", startSeconds));
    }
}
