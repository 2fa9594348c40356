package breakwater.control;

import breakwater.control.audit.Audit;
import breakwater.control.authenticate.Nonces;
import breakwater.control.lifecycle.Worker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the rooms count by themselves, shown as metrics: read when {@code /metrics} is, and costing nothing before. */
final class ServiceMeters {
    private ServiceMeters() {
    }

    static void bind(MeterRegistry meters, Worker worker, Audit audit, Nonces nonces) {
        FunctionCounter.builder("breakwater.worker.effects", worker, Worker::played)
                .description("Effects of time that took place: renewals, releases, ends of quarantine").register(meters);
        FunctionCounter.builder("breakwater.worker.failures", worker, Worker::failed)
                .description("Tries of an effect that failed; the log has the cause").register(meters);
        Gauge.builder("breakwater.audit.waiting", audit, Audit::waiting)
                .description("Records of reads that are not written yet").register(meters);
        FunctionCounter.builder("breakwater.audit.refused", audit, Audit::refused)
                .description("Reads that failed because the audit's queue stayed full").register(meters);
        FunctionCounter.builder("breakwater.audit.lost", audit, Audit::lost)
                .description("Records of reads that could not be written").register(meters);
        Gauge.builder("breakwater.nonces", nonces, Nonces::size)
                .description("Nonces in this node's memory").register(meters);
    }
}
