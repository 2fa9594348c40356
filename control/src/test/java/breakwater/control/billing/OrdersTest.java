package breakwater.control.billing;

import static breakwater.control.billing.BillingFixture.ACCOUNT;
import static breakwater.control.billing.BillingFixture.cny;
import static breakwater.control.billing.BillingFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final BillingFixture billing = new BillingFixture(10_000, 500);

    @AfterEach
    void theBooksBalance() {
        billing.checkLedger(ACCOUNT);
        billing.close();
    }

    private Charge charge(OrderType type, long minor, Optional<ClientToken> token, boolean pay) {
        return new Charge(ACCOUNT, type, "ddos", "ddoscoo", "cn-hangzhou", "thing-1",
                List.of(new OrderLine("Part", "1", cny(minor))), token, pay,
                Optional.of(new UsageSpan(billing.now, billing.now.plus(Duration.ofDays(30)))));
    }

    private ChargeOutcome place(Charge charge) {
        return billing.write(tx -> billing.orders.charge(tx, billing.now, charge));
    }

    @Test
    void aChargeMayUseTheCreditToItsLastFenAndNotOneMore() {
        assertThat(place(charge(OrderType.RENEW, 10_501, Optional.empty(), true)))
                .isInstanceOf(ChargeOutcome.InsufficientBalance.class);
        assertThat(place(charge(OrderType.RENEW, 10_500, Optional.empty(), true))).isInstanceOf(ChargeOutcome.Placed.class);
        assertThat(billing.balance()).isEqualTo(cny(-500));
        assertThat(place(charge(OrderType.RENEW, 1, Optional.empty(), true)))
                .isInstanceOf(ChargeOutcome.InsufficientBalance.class);
    }

    @Test
    void creditCarriesRenewalsThroughArrearsButNoPurchaseAndNoUpgrade() {
        place(charge(OrderType.NEW, 10_001, Optional.empty(), true));
        assertThat(billing.<Boolean>read(tx -> billing.orders.inArrears(tx, ACCOUNT))).isTrue();
        assertThat(place(charge(OrderType.NEW, 1, Optional.empty(), true))).isInstanceOf(ChargeOutcome.InArrears.class);
        assertThat(place(charge(OrderType.UPGRADE, 1, Optional.empty(), true))).isInstanceOf(ChargeOutcome.InArrears.class);
        assertThat(place(charge(OrderType.RENEW, 1, Optional.empty(), true))).isInstanceOf(ChargeOutcome.Placed.class);
    }

    @Test
    void aTokenNamesOneOrderForEver() {
        ChargeOutcome first = place(charge(OrderType.NEW, 100, token("retry-1", "buy", 100), true));
        long orderId = ((ChargeOutcome.Placed) first).orderId();
        billing.now = billing.now.plus(Duration.ofDays(4000));
        assertThat(place(charge(OrderType.NEW, 100, token("retry-1", "buy", 100), true)))
                .isEqualTo(new ChargeOutcome.Repeated(orderId, "thing-1"));
        assertThat(place(charge(OrderType.NEW, 200, token("retry-1", "buy", 200), true)))
                .isEqualTo(new ChargeOutcome.TokenMismatch());
        assertThat(billing.balance()).isEqualTo(cny(9_900));
        assertThat(orderId).isBetween(100_000_000_000_000L, 999_999_999_999_999L);
    }

    @Test
    void aTokenIsRecognisedEvenWhenTheMoneyIsGone() {
        long orderId = ((ChargeOutcome.Placed) place(charge(OrderType.NEW, 10_500, token("t", 1), true))).orderId();
        assertThat(place(charge(OrderType.NEW, 10_500, token("t", 1), true)))
                .isEqualTo(new ChargeOutcome.Repeated(orderId, "thing-1"));
    }

    @Test
    void anUnpaidOrderIsOpenUntilItIsPaidOrCancelled() {
        long paid = ((ChargeOutcome.Placed) place(charge(OrderType.NEW, 100, Optional.empty(), false))).orderId();
        assertThat(billing.<Boolean>read(tx -> billing.orders.hasOpenOrder(tx, ACCOUNT, "thing-1"))).isTrue();
        assertThat(billing.balance()).isEqualTo(cny(10_000));
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.pay(tx, billing.now, "1000000000000009", paid)))
                .isEqualTo(new PayOutcome.NotFound());
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.pay(tx, billing.now, ACCOUNT, paid)))
                .isEqualTo(new PayOutcome.Done());
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.pay(tx, billing.now, ACCOUNT, paid)))
                .isEqualTo(new PayOutcome.NotOpen(OrderStatus.PAID));
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.cancel(tx, ACCOUNT, paid)))
                .isEqualTo(new PayOutcome.NotOpen(OrderStatus.PAID));
        long cancelled = ((ChargeOutcome.Placed) place(charge(OrderType.NEW, 100, Optional.empty(), false))).orderId();
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.cancel(tx, ACCOUNT, cancelled)))
                .isEqualTo(new PayOutcome.Done());
        assertThat(billing.<PayOutcome>write(tx -> billing.orders.pay(tx, billing.now, ACCOUNT, cancelled)))
                .isEqualTo(new PayOutcome.NotOpen(OrderStatus.CANCELLED));
        assertThat(billing.<Boolean>read(tx -> billing.orders.hasOpenOrder(tx, ACCOUNT, "thing-1"))).isFalse();
        assertThat(billing.balance()).isEqualTo(cny(9_900));
    }

    @Test
    void moreThanWasPaidIsNeverGivenBack() {
        place(charge(OrderType.NEW, 3_000, Optional.empty(), true));
        place(charge(OrderType.RENEW, 3_000, Optional.empty(), false));
        assertThat(giveBack(3_001)).isEqualTo(new RefundOutcome.MoreThanPaid(cny(3_000)));
        assertThat(giveBack(2_000)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(giveBack(1_001)).isEqualTo(new RefundOutcome.MoreThanPaid(cny(1_000)));
        assertThat(giveBack(1_000)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(giveBack(1)).isEqualTo(new RefundOutcome.MoreThanPaid(cny(0)));
        assertThat(billing.balance()).isEqualTo(cny(10_000));
    }

    private RefundOutcome giveBack(long minor) {
        return billing.write(tx -> billing.orders.refund(tx, billing.now, new Refund(ACCOUNT, OrderType.REFUND, "ddos",
                "ddoscoo", "cn-hangzhou", "thing-1", "", cny(minor), Optional.empty(), Optional.empty())));
    }

    @Test
    void aBillThatCannotBePaidIsOwedUntilARechargeCoversIt() {
        Charge usage = charge(OrderType.USAGE, 20_000, Optional.empty(), true);
        billing.write(tx -> billing.orders.bill(tx, billing.now, usage));
        assertThat(billing.balance()).isEqualTo(cny(10_000));
        assertThat(billing.<Boolean>read(tx -> billing.orders.inArrears(tx, ACCOUNT))).isTrue();
        recharge(9_499);
        assertThat(billing.balance()).isEqualTo(cny(19_499));
        recharge(1);
        assertThat(billing.balance()).isEqualTo(cny(-500));
        recharge(500);
        assertThat(billing.<Boolean>read(tx -> billing.orders.inArrears(tx, ACCOUNT))).isFalse();
    }

    private RechargeOutcome recharge(long minor) {
        return billing.write(tx -> billing.orders.recharge(tx, billing.now, ACCOUNT, cny(minor), "transfer"));
    }

    @Test
    void rechargesAreBoundedSoThatNoBalanceOverflows() {
        assertThat(recharge(0)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(recharge(-1)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(recharge(Long.MIN_VALUE)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(recharge(Long.MAX_VALUE)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(recharge(Orders.BALANCE_MAX_MINOR - 9_999)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(recharge(Orders.BALANCE_MAX_MINOR - 10_000))
                .isEqualTo(new RechargeOutcome.Recharged(cny(Orders.BALANCE_MAX_MINOR)));
        assertThat(recharge(1)).isEqualTo(new RechargeOutcome.OutOfRange());
        assertThat(billing.<RechargeOutcome>write(tx ->
                billing.orders.recharge(tx, billing.now, ACCOUNT, new Money(1, "USD"), "")))
                .isEqualTo(new RechargeOutcome.WrongCurrency("CNY"));
        assertThat(billing.<RechargeOutcome>write(tx ->
                billing.orders.recharge(tx, billing.now, "nobody", cny(1), ""))).isEqualTo(new RechargeOutcome.NoAccount());
    }

    @Test
    void anOrderThatSumsBeyond64BitsChangesNothing() {
        Charge vast = new Charge(ACCOUNT, OrderType.RENEW, "ddos", "ddoscoo", "cn-hangzhou", "thing-1",
                List.of(new OrderLine("A", "", cny(Long.MAX_VALUE)), new OrderLine("B", "", cny(1))), Optional.empty(), true);
        assertThatThrownBy(() -> place(vast)).isInstanceOf(ArithmeticException.class);
        assertThat(place(charge(OrderType.RENEW, Long.MAX_VALUE, Optional.empty(), true)))
                .isInstanceOf(ChargeOutcome.InsufficientBalance.class);
        assertThat(billing.balance()).isEqualTo(cny(10_000));
    }

    @Test
    void tokensAreShortPrintableAscii() {
        assertThat(ClientToken.valid("a".repeat(64))).isTrue();
        assertThat(ClientToken.valid("a".repeat(65))).isFalse();
        assertThat(ClientToken.valid("")).isFalse();
        assertThat(ClientToken.valid("white space")).isFalse();
        assertThat(ClientToken.valid("é")).isFalse();
        assertThat(ClientToken.valid("\u0007")).isFalse();
        assertThat(ClientToken.of("t", List.of("ab", "c"))).isNotEqualTo(ClientToken.of("t", List.of("a", "bc")));
    }
}
