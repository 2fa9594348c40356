package breakwater.control.operation.ddoscoo;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A running control plane with instances of every kind, made past billing so that their times can be chosen. */
final class DdoscooStage implements AutoCloseable {
    static final Instant NOW = ControlFixture.START;
    static final String UNKNOWN = "ddoscoo-cn-0unknown000";

    final ControlFixture control = ControlFixture.start();
    final DdosFixture ddos = new DdosFixture(control.store());
    final DdosInstance running = pro(DdosFixture.ACCOUNT, Duration.ofDays(-10), Duration.ofDays(20));
    final DdosInstance expired = pro(DdosFixture.ACCOUNT, Duration.ofDays(-40), Duration.ofDays(-1));
    final DdosInstance premium = make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-5), Duration.ofDays(25));
    final DdosInstance foreign = pro(DdosFixture.STRANGER, Duration.ofDays(-40), Duration.ofDays(-1));
    final DdosInstance gone = pro(DdosFixture.ACCOUNT, Duration.ofDays(-40), Duration.ofDays(-2));

    DdoscooStage() {
        ddos.release(gone, NOW.minus(Duration.ofDays(1)));
    }

    DdosInstance pro(String accountId, Duration created, Duration expires) {
        return make(accountId, DdosFixture.pro(), created, expires);
    }

    DdosInstance make(String accountId, DdosSpecification specification, Duration created, Duration expires) {
        return ddos.create(accountId, specification, NOW.plus(created), NOW.plus(expires));
    }

    ApiCaller.Answer call(String action, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return call(action, parameters);
    }

    ApiCaller.Answer call(String action, Map<String, String> parameters) {
        return control.call("ddoscoo", action, parameters);
    }

    @Override
    public void close() {
        control.close();
    }
}
