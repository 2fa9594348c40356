package breakwater.control.billing;

import static breakwater.control.billing.BillingFixture.cny;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.ddos.DdosOffering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever customers do and however time passes: the ledger sums to the balance, no balance is below its credit limit,
 * nothing is refunded beyond what was paid for it, and a token never charges twice.
 */
class LedgerPropertyTest {
    private static final int STEPS = 600;
    private static final int CHECK_EVERY = 20;
    private static final List<Integer> PERIODS = Prices.PERIODS_MONTHS;

    private final Random random = Seed.random("LedgerPropertyTest");
    private final BillingFixture billing = new BillingFixture(20_000_000, 3_000_000);
    private final List<String> accounts = new ArrayList<>(List.of(BillingFixture.ACCOUNT));
    private final List<String> things = new ArrayList<>();
    private final List<Long> unpaid = new ArrayList<>();

    @Test
    void theBooksBalanceAfterAnySequence() {
        for (int i = 2; i <= 4; i++) {
            String account = "100000000000000" + i;
            billing.open(account, random.nextLong(1, 50_000_000), random.nextInt(2) * 1_000_000L);
            accounts.add(account);
        }
        for (int step = 0; step < STEPS; step++) {
            step();
            if (step % CHECK_EVERY == 0) {
                accounts.forEach(billing::checkLedger);
            }
        }
        accounts.forEach(billing::checkLedger);
        assertThat(things).isNotEmpty();
        billing.close();
    }

    private void step() {
        String account = accounts.get(random.nextInt(accounts.size()));
        String thing = things.isEmpty() ? "ddoscoo-cn-none" : things.get(random.nextInt(things.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> buy(account);
            case 2 -> billing.write(tx -> billing.sales.renew(tx, billing.now, account, Optional.empty(), thing, period(),
                    Optional.empty()));
            case 3 -> change(account, thing, DdosSales.Direction.UPGRADE);
            case 4 -> change(account, thing, DdosSales.Direction.DOWNGRADE);
            case 5 -> refund(account, thing);
            case 6 -> billing.write(tx -> billing.orders.recharge(tx, billing.now, account,
                    cny(random.nextLong(1, 10_000_000)), "transfer"));
            case 7 -> {
                billing.now = billing.now.plus(Duration.ofMinutes(random.nextLong(1, 60 * 24 * 20)));
                billing.renewals();
            }
            case 8 -> bill(account, thing);
            default -> openOrder(account);
        }
    }

    private void buy(String account) {
        DdosOffering offering = random.nextBoolean() ? DdosOffering.PRO : DdosOffering.PREMIUM;
        Map<String, String> wanted = offering == DdosOffering.PRO ? BillingFixture.PRO
                : Map.of("ProductPlan", "0", "NormalBandwidth", "100", "DomainCount", "10", "PortCount", "5");
        Optional<Integer> renews = random.nextBoolean() ? Optional.of(period()) : Optional.empty();
        Optional<ClientToken> token = BillingFixture.token("token-" + random.nextInt(1000), offering, renews);
        int months = random.nextInt(3) + 1;
        SaleOutcome first = billing.write(tx -> billing.sales.buy(tx, billing.now, account, offering, wanted, months, renews, token));
        if (first instanceof SaleOutcome.Done(long orderId, String id)) {
            Money balance = billing.read(tx -> billing.orders.balance(tx, account));
            assertThat(billing.<SaleOutcome>write(tx -> billing.sales.buy(tx, billing.now, account, offering, wanted, months,
                    renews, token))).isEqualTo(first);
            assertThat(billing.<Money>read(tx -> billing.orders.balance(tx, account))).isEqualTo(balance);
            if (!things.contains(id)) {
                things.add(id);
            }
        }
    }

    private void change(String account, String thing, DdosSales.Direction direction) {
        Map<String, String> wanted = thing.startsWith("ddosDip")
                ? Map.of("DomainCount", Integer.toString(10 + 10 * random.nextInt(20)))
                : Map.of("ServiceBandwidth", Integer.toString(100 + 50 * random.nextInt(20)));
        billing.write(tx -> billing.sales.change(tx, billing.now, account, Optional.empty(), thing, direction, wanted,
                Optional.empty()));
    }

    private void refund(String account, String thing) {
        Money before = billing.read(tx -> billing.orders.balance(tx, account));
        Optional<Money> told = billing.read(tx -> billing.sales.refundValue(tx, billing.now, account, Optional.empty(), thing));
        SaleOutcome outcome = billing.write(tx -> billing.sales.refund(tx, billing.now, account, Optional.empty(), thing,
                Optional.empty()));
        Money after = billing.read(tx -> billing.orders.balance(tx, account));
        assertThat(after.minus(before)).as("what was told is what is given")
                .isEqualTo(outcome instanceof SaleOutcome.Done ? told.orElseThrow() : cny(0));
    }

    private void bill(String account, String thing) {
        billing.write(tx -> billing.orders.bill(tx, billing.now, new Charge(account, OrderType.USAGE, "esa", "esa_ddos",
                "ap-southeast-1", "usage-of-" + thing, List.of(new OrderLine("Burst", "1", cny(random.nextLong(2_000_000)))),
                Optional.empty(), true)));
    }

    private void openOrder(String account) {
        ChargeOutcome placed = billing.write(tx -> billing.orders.charge(tx, billing.now, new Charge(account, OrderType.NEW,
                "esa", "esa_site", "ap-southeast-1", "esa-site-" + random.nextInt(50),
                List.of(new OrderLine("Plan", "basic", cny(random.nextLong(5_000_000)))), Optional.empty(), false)));
        if (placed instanceof ChargeOutcome.Placed(long orderId, boolean paid)) {
            unpaid.add(orderId);
        }
        if (!unpaid.isEmpty()) {
            long order = unpaid.get(random.nextInt(unpaid.size()));
            billing.write(tx -> random.nextBoolean() ? billing.orders.pay(tx, billing.now, account, order)
                    : billing.orders.cancel(tx, account, order));
        }
    }

    private int period() {
        return PERIODS.get(random.nextInt(PERIODS.size()));
    }
}
