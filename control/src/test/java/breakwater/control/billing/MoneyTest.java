package breakwater.control.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private final Exchange exchange = new Exchange(Map.of("USD", BigDecimal.ONE, "CNY", new BigDecimal("7.20"),
            "JPY", new BigDecimal("150")));

    @Test
    void aSumThatDoesNotFitIsRefusedAndNeverWrapsAround() {
        Money most = new Money(Long.MAX_VALUE, "CNY");
        assertThatThrownBy(() -> most.plus(new Money(1, "CNY"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "CNY").negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "CNY").minus(new Money(1, "CNY")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesDoNotMix() {
        assertThatThrownBy(() -> new Money(1, "CNY").plus(new Money(1, "USD"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "CNY").compareTo(new Money(1, "USD")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "yuan")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAmountIsWrittenWithTheDigitsOfItsCurrency() {
        assertThat(new Money(2080000, "CNY").decimal()).isEqualTo(new BigDecimal("20800.00"));
        assertThat(new Money(-5, "USD").decimal()).isEqualTo(new BigDecimal("-0.05"));
        assertThat(new Money(1500, "JPY").decimal()).isEqualTo(new BigDecimal("1500"));
        assertThat(new Money(Long.MAX_VALUE, "CNY")).hasToString("92233720368547758.07 CNY");
    }

    @Test
    void aPriceOfAnotherCurrencyIsConvertedExactlyAndRoundedHalfUpOnce() {
        assertThat(exchange.convert(new Money(263000, "USD"), "CNY")).isEqualTo(new Money(1893600, "CNY"));
        assertThat(exchange.convert(new Money(1, "CNY"), "USD")).isEqualTo(new Money(0, "USD"));
        assertThat(exchange.convert(new Money(36, "CNY"), "USD")).isEqualTo(new Money(5, "USD"));
        assertThat(exchange.convert(new Money(3240, "CNY"), "USD")).isEqualTo(new Money(450, "USD"));
        assertThat(exchange.convert(new Money(33, "USD"), "JPY")).isEqualTo(new Money(50, "JPY"));
        assertThatThrownBy(() -> exchange.convert(new Money(Long.MAX_VALUE, "USD"), "CNY"))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> exchange.convert(new Money(1, "USD"), "EUR")).isInstanceOf(IllegalArgumentException.class);
    }
}
