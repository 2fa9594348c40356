package breakwater.control.operation.breakwater;

import breakwater.control.audit.AuditRecord;

/**
 * What happened in one call.
 *
 * @param outcome        {@code OK} or the code of the error
 * @param serviceTime    on the service clock
 * @param time           on the wall clock
 * @param durationMicros how long it took, in microseconds
 */
public record CallAnswer(String calledRequestId, String product, String calledAction, String resource, String outcome,
                         int httpStatus, String caller, String callerAccessKeyId, String sourceAddress,
                         String serviceTime, String time, long durationMicros) {

    static CallAnswer of(AuditRecord record) {
        return new CallAnswer(record.requestId(), record.product(), record.action(), record.resource(), record.outcome(),
                record.status(), record.caller(), record.accessKeyId(), record.sourceAddress(), Texts.time(record.at()),
                Texts.time(record.wallAt()), record.durationMicros());
    }
}
