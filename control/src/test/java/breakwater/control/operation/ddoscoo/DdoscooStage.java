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
public final class DdoscooStage implements AutoCloseable {
    public static final Instant NOW = ControlFixture.START;
    public static final String UNKNOWN = "ddoscoo-cn-0unknown000";

    public final ControlFixture control;
    public final DdosFixture ddos;
    public final DdosInstance running;
    public final DdosInstance expired;
    public final DdosInstance premium;
    public final DdosInstance foreign;
    public final DdosInstance gone;

    public DdoscooStage() {
        this(ControlFixture.start());
    }

    /** On a store of the test's own. */
    public DdoscooStage(ControlFixture control) {
        this.control = control;
        ddos = new DdosFixture(control.store());
        running = pro(DdosFixture.ACCOUNT, Duration.ofDays(-10), Duration.ofDays(20));
        expired = pro(DdosFixture.ACCOUNT, Duration.ofDays(-40), Duration.ofDays(-1));
        premium = make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-5), Duration.ofDays(25));
        foreign = pro(DdosFixture.STRANGER, Duration.ofDays(-40), Duration.ofDays(-1));
        gone = pro(DdosFixture.ACCOUNT, Duration.ofDays(-40), Duration.ofDays(-2));
        ddos.release(gone, NOW.minus(Duration.ofDays(1)));
    }

    public DdosInstance pro(String accountId, Duration created, Duration expires) {
        return make(accountId, DdosFixture.pro(), created, expires);
    }

    public DdosInstance make(String accountId, DdosSpecification specification, Duration created, Duration expires) {
        return ddos.create(accountId, specification, NOW.plus(created), NOW.plus(expires));
    }

    public ApiCaller.Answer call(String action, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return call(action, parameters);
    }

    public ApiCaller.Answer call(String action, Map<String, String> parameters) {
        return control.call("ddoscoo", action, parameters);
    }

    @Override
    public void close() {
        control.close();
    }
}
