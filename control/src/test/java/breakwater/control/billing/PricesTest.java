package breakwater.control.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.lifecycle.ddos.DdosOffering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The price list of the program, what may be wrong with an operator's, and what may be wrong with an order. */
class PricesTest {
    private final Prices prices = Prices.load();

    private static String resource(String name) {
        try (InputStream in = Prices.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of a case file: columns by {@code |}, comments by {@code #}. */
    private static List<String[]> rows(String name) {
        List<String[]> rows = new ArrayList<>();
        for (String line : resource(name).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split("\\|", -1);
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = columns[i].strip();
                }
                rows.add(columns);
            }
        }
        return rows;
    }

    private static Map<String, String> components(String text) {
        Map<String, String> components = new LinkedHashMap<>();
        for (String pair : text.split(" ")) {
            if (!pair.isEmpty()) {
                components.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return components;
    }

    @TestFactory
    List<DynamicTest> anOrderIsPricedOrRefusedAsTheCasesSay() {
        return rows("specification-cases.txt").stream().map(row -> DynamicTest.dynamicTest(row[0], () -> {
            Specified specified = prices.ddos(row[1]).orElseThrow().specify(components(row[2]));
            String outcome = switch (specified) {
                case Specified.Complete complete -> complete.monthlyTotal().toString();
                case Specified.Unknown(String code) -> "unknown " + code;
                case Specified.Missing(String code) -> "missing " + code;
                case Specified.Invalid(String code, String why) -> "invalid " + code;
            };
            assertThat(outcome).isEqualTo(row[3]);
        })).toList();
    }

    @TestFactory
    List<DynamicTest> aFaultInAPriceListIsNamedWithItsPlace() {
        String good = resource("prices.json");
        return rows("price-file-cases.txt").stream().map(row -> DynamicTest.dynamicTest(row[0], () -> {
            assertThat(good).as("the case must change something").contains(row[1]);
            String bad = good.replace(row[1], row[2]);
            assertThatThrownBy(() -> Prices.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(row[3]);
        })).toList();
    }

    @Test
    void severalMonthsCostSoManyTimesOne() {
        Specified.Complete complete = (Specified.Complete) prices.ddos("ddosDip").orElseThrow().specify(Map.of(
                "ProductPlan", "0", "NormalBandwidth", "100", "DomainCount", "10", "PortCount", "5"));
        Money year = complete.lines(12).stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
        assertThat(year).isEqualTo(new Money(12 * 263_000, "USD"));
    }

    @Test
    void esaIsPricedByNameAndProtection() {
        assertThat(prices.sitePlan("basic", 3)).contains(new Money(4500, "USD"));
        assertThat(prices.sitePlan("entranceplan", 1)).contains(new Money(0, "USD"));
        assertThat(prices.sitePlan("nosuchplan", 1)).isEmpty();
        assertThat(prices.securityInstance("cn_300", "off", 1)).contains(new Money(312_000, "USD"));
        assertThat(prices.securityInstance("cn_301", "off", 1)).isEmpty();
        assertThat(prices.burst(7)).isEqualTo(new Money(3500, "USD"));
        assertThatThrownBy(() -> prices.burst(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theDearestOrderOfAllFitsWithRoomToSpare() {
        for (DdosOffering offering : DdosOffering.values()) {
            long dearest = 0;
            for (Component component : prices.ddos(offering.productType()).orElseThrow().components()) {
                dearest = Math.addExact(dearest, switch (component.values()) {
                    case Component.Choices choices -> choices.monthlyMinor().values().stream().max(Long::compare).orElseThrow();
                    case Component.Range range -> Math.multiplyExact((range.most() - range.least()) / range.step(), range.stepMinor());
                });
            }
            assertThat(Math.multiplyExact(dearest, 36)).isLessThan(Orders.BALANCE_MAX_MINOR / 1000);
        }
    }
}
