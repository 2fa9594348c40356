package breakwater.control.operation.breakwater;

import breakwater.control.audit.AuditRecord;
import java.util.Optional;

/**
 * What happened in one call.
 *
 * @param outcome        {@code OK} or the code of the error
 * @param serviceTime    on the service clock
 * @param time           on the wall clock
 * @param durationMicros how long it took, in microseconds
 * @param warning        what was worth a warning in a change that was made; absent when nothing was
 */
public record CallAnswer(String calledRequestId, String product, String calledAction, String resource, String outcome,
                         int httpStatus, String caller, String callerAccessKeyId, String sourceAddress,
                         String serviceTime, String time, long durationMicros, Optional<String> warning) {

    static CallAnswer of(AuditRecord record) {
        return new CallAnswer(record.requestId(), record.product(), record.action(), record.resource(), record.outcome(),
                record.status(), record.caller(), record.accessKeyId(), record.sourceAddress(), Texts.time(record.at()),
                Texts.time(record.wallAt()), record.durationMicros(),
                Optional.of(record.warning()).filter(text -> !text.isEmpty()));
    }
}
