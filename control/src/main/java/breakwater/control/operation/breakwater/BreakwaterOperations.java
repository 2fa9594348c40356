package breakwater.control.operation.breakwater;

import breakwater.control.account.Identity;
import breakwater.control.audit.Audit;
import breakwater.control.audit.Leaks;
import breakwater.control.billing.Orders;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.lifecycle.Worker;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.operation.Operation;
import breakwater.control.publish.Readings;
import java.util.List;

/** The operations of Breakwater's own product, 2026-11-01. */
public final class BreakwaterOperations {
    private BreakwaterOperations() {
    }

    /**
     * All of them.
     *
     * @param operatorAccountId the account whose root may open accounts, recharge them and set their passwords, and that may move the clock
     */
    public static List<Operation<?, ?>> all(String operatorAccountId, ServiceClock clock, Worker worker, Audit audit,
                                            Leaks leaks, Identity identity, Orders orders, DdosInstances instances,
                                            Readings readings) {
        Operator operator = new Operator(operatorAccountId);
        return List.of(
                new DescribeClock(clock),
                new AdvanceClock(operator, clock, worker),
                new FreezeClock(operator, clock),
                new ResumeClock(operator, clock),
                new CreateAccount(operator, identity, orders),
                new ListAccounts(operator, identity, orders),
                new RechargeAccount(operator, orders),
                new GetSessionToken(identity.sessions()),
                new SignIn(identity.sessions()),
                new SetConsolePassword(operator, identity),
                new DescribeRequest(audit),
                new ListRequests(audit),
                new DescribeLeaks(leaks, instances, orders),
                new DescribeReleaseReadiness(instances, readings));
    }
}
