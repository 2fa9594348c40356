package breakwater.control.billing;

import static breakwater.control.billing.BillingFixture.ACCOUNT;
import static breakwater.control.billing.BillingFixture.PRO;
import static breakwater.control.billing.BillingFixture.PRO_MINOR;
import static breakwater.control.billing.BillingFixture.cny;
import static breakwater.control.billing.BillingFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Period;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.ddos.DdosPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DdosSalesTest {
    private static final long BALANCE_MINOR = 100_000_000;

    private final BillingFixture billing = new BillingFixture(BALANCE_MINOR, 0);

    @AfterEach
    void theBooksBalance() {
        billing.checkLedger(ACCOUNT);
        billing.close();
    }

    private SaleOutcome buy(int months, Optional<ClientToken> token) {
        return billing.write(tx -> billing.sales.buy(tx, billing.now, ACCOUNT, DdosOffering.PRO, PRO, months,
                Optional.empty(), token));
    }

    private String bought(int months) {
        return ((SaleOutcome.Done) buy(months, Optional.empty())).instanceId();
    }

    private SaleOutcome renew(String account, String id, int months) {
        return billing.write(tx -> billing.sales.renew(tx, billing.now, account, Optional.empty(), id, months, Optional.empty()));
    }

    private SaleOutcome change(String id, DdosSales.Direction direction, Map<String, String> wanted) {
        return billing.write(tx -> billing.sales.change(tx, billing.now, ACCOUNT, Optional.empty(), id, direction, wanted,
                Optional.empty()));
    }

    private SaleOutcome refund(String id) {
        return billing.write(tx -> billing.sales.refund(tx, billing.now, ACCOUNT, Optional.empty(), id, Optional.empty()));
    }

    @Test
    void aMonthFromTheLastOfJanuaryEndsOnTheLastOfFebruary() {
        String id = bought(1);
        assertThat(billing.instance(id).expiresAt()).isEqualTo(Instant.parse("2026-02-28T10:00:00Z"));
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR));
        assertThat(billing.instance(id).specification().queriesPerSecond()).isEqualTo(3000);
        assertThat(billing.instance(id).specification().elasticBandwidthGbps()).isEqualTo(30);
    }

    @Test
    void aRenewalBeforeExpiryStartsAtExpiryAndAfterItAtThePayment() {
        String id = bought(1);
        Instant expiry = billing.instance(id).expiresAt();
        assertThat(renew(ACCOUNT, id, 1)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.instance(id).expiresAt()).isEqualTo(new Period(1).from(expiry));
        billing.now = billing.instance(id).expiresAt().plus(Duration.ofDays(8));
        assertThat(renew(ACCOUNT, id, 3)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.instance(id).expiresAt()).isEqualTo(new Period(3).from(billing.now));
        assertThat(billing.instance(id).phase(Lifespan.DEFAULT, billing.now)).isEqualTo(DdosPhase.NORMAL);
    }

    @Test
    void whatIsReleasedOrAnothersCannotBeRenewed() {
        String id = bought(1);
        billing.open("1000000000000002", BALANCE_MINOR, 0);
        assertThat(renew("1000000000000002", id, 1)).isEqualTo(new SaleOutcome.NotFound());
        assertThat(renew(ACCOUNT, "ddoscoo-cn-aaaaaaaaaaa", 1)).isEqualTo(new SaleOutcome.NotFound());
        assertThat(billing.<SaleOutcome>write(tx -> billing.sales.renew(tx, billing.now, ACCOUNT,
                Optional.of(DdosOffering.PREMIUM), id, 1, Optional.empty()))).isEqualTo(new SaleOutcome.NotFound());
        billing.now = billing.instance(id).expiresAt().plus(Duration.ofDays(30));
        assertThat(renew(ACCOUNT, id, 1)).as("its release is due, worker or not").isEqualTo(new SaleOutcome.NotFound());
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR));
    }

    @Test
    void nobodyPaysForMoreThanTenYearsAhead() {
        billing.write(tx -> billing.orders.recharge(tx, billing.now, ACCOUNT, cny(1_000_000_000), ""));
        String id = bought(36);
        assertThat(renew(ACCOUNT, id, 36)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(renew(ACCOUNT, id, 36)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(renew(ACCOUNT, id, 36)).isEqualTo(new SaleOutcome.TooFarAhead());
        assertThat(renew(ACCOUNT, id, 12)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(renew(ACCOUNT, id, 1)).isEqualTo(new SaleOutcome.TooFarAhead());
    }

    @Test
    void theSameTokenInFiftyCallsAtOnceBuysOneInstance() throws Exception {
        List<Future<SaleOutcome>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> buy(1, token("the-token", "buy", PRO.size(), 1))));
            }
        }
        Set<SaleOutcome> answers = new HashSet<>();
        for (Future<SaleOutcome> call : calls) {
            answers.add(call.get());
        }
        assertThat(answers).hasSize(1).first().isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR));
        assertThat(billing.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM orders"))).isEqualTo(1);
        assertThat(billing.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM ddos_instance"))).isEqualTo(1);
        assertThat(buy(2, token("the-token", "buy", PRO.size(), 2))).isEqualTo(new SaleOutcome.TokenMismatch());
    }

    @Test
    void anUpgradeCostsTheDifferenceOfTheDaysLeftAndADowngradeGivesItBack() {
        String id = bought(1);
        billing.now = BillingFixture.START.plus(Duration.ofDays(13)).plusMillis(1);
        // 15 days are left, the last begun: 50 Mbit/s more are 5,000.00 a month, so 2,500.00.
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("ServiceBandwidth", "150"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR - 250_000));
        assertThat(billing.instance(id).specification().cleanBandwidthMbps()).isEqualTo(150);
        // 14 whole days are left: 2,333.33 comes back.
        assertThat(change(id, DdosSales.Direction.DOWNGRADE, Map.of("ServiceBandwidth", "100"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR - 250_000 + 233_333));
        assertThat(billing.instance(id).specification().cleanBandwidthMbps()).isEqualTo(100);
    }

    @Test
    void anUpgradeMayNotCostLessNorADowngradeMore() {
        String id = bought(1);
        assertThat(change(id, DdosSales.Direction.DOWNGRADE, Map.of("PortCount", "55"))).isEqualTo(new SaleOutcome.WrongDirection());
        change(id, DdosSales.Direction.UPGRADE, Map.of("PortCount", "55"));
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("PortCount", "50"))).isEqualTo(new SaleOutcome.WrongDirection());
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("PortCount", "57")))
                .isInstanceOfSatisfying(SaleOutcome.Rejected.class, rejected ->
                        assertThat(rejected.reason()).isInstanceOf(Specified.Invalid.class));
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("AddressType", "Ipv6")))
                .isInstanceOf(SaleOutcome.Rejected.class);
        assertThat(billing.instance(id).specification().portLimit()).isEqualTo(55);
    }

    @Test
    void burstableBandwidthRisesWithTheBaseItWasBoughtWith() {
        String id = bought(1);
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("BaseBandwidth", "60"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.instance(id).specification().elasticBandwidthGbps()).isEqualTo(60);
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("Bandwidth", "300"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("BaseBandwidth", "100"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.instance(id).specification().elasticBandwidthGbps()).isEqualTo(300);
    }

    @Test
    void anotherPlanBringsItsOwnLeastQps() {
        String id = ((SaleOutcome.Done) billing.<SaleOutcome>write(tx -> billing.sales.buy(tx, billing.now, ACCOUNT,
                DdosOffering.PREMIUM, Map.of("ProductPlan", "0", "NormalBandwidth", "100", "DomainCount", "10",
                        "PortCount", "5"), 1, Optional.empty(), Optional.empty()))).instanceId();
        assertThat(billing.balance()).as("USD 2,630 at 7.20").isEqualTo(cny(BALANCE_MINOR - 1_893_600));
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("ProductPlan", "1"))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.instance(id).specification().queriesPerSecond()).isEqualTo(1000);
    }

    @Test
    void anExpiredInstanceIsNeitherChangedNorGivenBack() {
        String id = bought(1);
        billing.now = billing.instance(id).expiresAt();
        assertThat(change(id, DdosSales.Direction.UPGRADE, Map.of("PortCount", "55"))).isEqualTo(new SaleOutcome.NotRunning());
        assertThat(refund(id)).isEqualTo(new SaleOutcome.NotRunning());
    }

    @Test
    void aRefundGivesBackUnusedDaysOfEveryPaidPeriodAndReleasesAtOnce() {
        String id = bought(1);
        renew(ACCOUNT, id, 1);
        billing.now = BillingFixture.START.plus(Duration.ofDays(14));
        Optional<Money> told = billing.read(tx -> billing.sales.refundValue(tx, billing.now, ACCOUNT, Optional.empty(), id));
        assertThat(told).as("14 of 28 days of the first month, all of the second").contains(cny(PRO_MINOR / 2 + PRO_MINOR));
        assertThat(refund(id)).isInstanceOf(SaleOutcome.Done.class);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - PRO_MINOR / 2));
        assertThat(billing.instance(id).phase(Lifespan.DEFAULT, billing.now)).isEqualTo(DdosPhase.RELEASED);
        assertThat(refund(id)).isEqualTo(new SaleOutcome.NotFound());
    }

    @Test
    void aRefundAfterADowngradeCountsTheSmallerSpecification() {
        String id = bought(1);
        change(id, DdosSales.Direction.UPGRADE, Map.of("BaseBandwidth", "600"));
        change(id, DdosSales.Direction.DOWNGRADE, Map.of("BaseBandwidth", "30"));
        refund(id);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR));
    }

    @Test
    void aRefundIsRepeatedByItsTokenThoughTheInstanceIsGone() {
        String id = bought(1);
        SaleOutcome first = billing.write(tx -> billing.sales.refund(tx, billing.now, ACCOUNT, Optional.empty(), id, token("r", id)));
        assertThat(billing.<SaleOutcome>write(tx ->
                billing.sales.refund(tx, billing.now, ACCOUNT, Optional.empty(), id, token("r", id)))).isEqualTo(first);
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR));
    }

    @Test
    void whatCannotBePaidDoesNotExist() {
        assertThat(buy(36, Optional.empty())).isInstanceOf(SaleOutcome.Done.class);
        assertThat(buy(36, Optional.empty())).isEqualTo(new SaleOutcome.InsufficientBalance());
        assertThat(billing.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM ddos_instance"))).isEqualTo(1);
        assertThat(billing.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM orders"))).isEqualTo(1);
    }

    private String renewing(int months) {
        SaleOutcome outcome = billing.write(tx -> billing.sales.buy(tx, billing.now, ACCOUNT, DdosOffering.PRO, PRO, 1,
                Optional.of(months), Optional.empty()));
        return ((SaleOutcome.Done) outcome).instanceId();
    }

    @Test
    void anAutomaticRenewalIsChargedNineDaysAheadAndOnlyOnce() {
        String id = renewing(2);
        Instant expiry = billing.instance(id).expiresAt();
        billing.now = expiry.minus(Duration.ofDays(9)).minusMillis(1);
        assertThat(billing.renewals()).isZero();
        billing.now = expiry.minus(Duration.ofDays(9));
        assertThat(billing.renewals()).isEqualTo(1);
        assertThat(billing.renewals()).isZero();
        assertThat(billing.instance(id).expiresAt()).isEqualTo(new Period(2).from(expiry));
        assertThat(billing.balance()).isEqualTo(cny(BALANCE_MINOR - 3 * PRO_MINOR));
        assertThat(billing.instance(id).renewal().nextAt())
                .contains(new Period(2).from(expiry).minus(Duration.ofDays(9)));
    }

    @Test
    void anAutomaticRenewalThatCannotBePaidIsTriedDailyUntilExpiryAndThenGivenUp() {
        BillingFixture poor = new BillingFixture(PRO_MINOR, 0);
        SaleOutcome outcome = poor.write(tx -> poor.sales.buy(tx, poor.now, ACCOUNT, DdosOffering.PRO, PRO, 1,
                Optional.of(1), Optional.empty()));
        String id = ((SaleOutcome.Done) outcome).instanceId();
        Instant expiry = poor.instance(id).expiresAt();
        poor.now = expiry.plus(Duration.ofDays(1));
        assertThat(poor.renewals()).as("9 days before to the instant of expiry").isEqualTo(10);
        assertThat(poor.instance(id).expiresAt()).isEqualTo(expiry);
        assertThat(poor.instance(id).renewal()).isEqualTo(new Renewal(Renewal.Mode.AUTOMATIC, 1, Optional.empty()));
        poor.write(tx -> poor.orders.recharge(tx, poor.now, ACCOUNT, cny(PRO_MINOR), ""));
        assertThat(poor.renewals()).as("nothing renews what is expired but its owner").isZero();
        assertThat(poor.<SaleOutcome>write(tx -> poor.sales.renew(tx, poor.now, ACCOUNT, Optional.empty(), id, 1,
                Optional.empty()))).isInstanceOf(SaleOutcome.Done.class);
        assertThat(poor.instance(id).renewal().nextAt()).as("and then it is automatic again").isPresent();
        poor.checkLedger(ACCOUNT);
        poor.close();
    }

    @Test
    void aRechargeBetweenTwoAttemptsRenewsInTime() {
        BillingFixture poor = new BillingFixture(PRO_MINOR, 0);
        SaleOutcome outcome = poor.write(tx -> poor.sales.buy(tx, poor.now, ACCOUNT, DdosOffering.PRO, PRO, 1,
                Optional.of(1), Optional.empty()));
        String id = ((SaleOutcome.Done) outcome).instanceId();
        Instant expiry = poor.instance(id).expiresAt();
        poor.now = expiry.minus(Duration.ofDays(3));
        poor.renewals();
        poor.write(tx -> poor.orders.recharge(tx, poor.now, ACCOUNT, cny(PRO_MINOR), ""));
        poor.now = expiry;
        assertThat(poor.renewals()).isEqualTo(1);
        assertThat(poor.instance(id).expiresAt()).isEqualTo(new Period(1).from(expiry));
        poor.close();
    }
}
