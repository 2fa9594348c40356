package breakwater.control.billing;

import breakwater.control.contract.JsonReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and checks a price list. Every fault is an {@link IllegalArgumentException} whose message starts with the place,
 * such as {@code prices: ddos.ddoscoo.components[2].step}. For one reading by one thread.
 */
final class PriceFile {
    /** The greatest monthly price of one value: a hundred of them for 36 months stay far within 64 bits. */
    static final long PRICE_MAX_MINOR = 1_000_000_000_000L;
    private static final Set<String> COMPONENT_KEYS = Set.of("code", "unit", "plans", "default", "notBelow", "choices",
            "least", "most", "step", "stepMinor");

    private Exchange exchange = new Exchange(Map.of());

    Prices read(byte[] json) {
        JsonNode root = JsonReader.read(json).orElseThrow(() -> fault("the file", "is not well-formed JSON"));
        only(root, "the file", Set.of("exchange", "ddos", "esa"));
        exchange = exchange(member(root, "the file", "exchange"));
        Map<String, ProductPrices> products = new LinkedHashMap<>();
        object(member(root, "the file", "ddos"), "ddos").forEach((type, node) ->
                products.put(type, product(type, node, "ddos." + type)));
        return new Prices(exchange, products, esa(member(root, "the file", "esa")));
    }

    private static Exchange exchange(JsonNode node) {
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        object(node, "exchange").forEach((currency, rate) -> {
            String place = "exchange." + currency;
            if (Currency.getAvailableCurrencies().stream().noneMatch(known -> known.getCurrencyCode().equals(currency))) {
                throw fault(place, "is not an ISO 4217 currency");
            }
            if (!rate.isTextual() || !rate.asText().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                    || new BigDecimal(rate.asText()).signum() == 0) {
                throw fault(place, "must be a text with a decimal number above 0, such as \"7.20\"");
            }
            rates.put(currency, new BigDecimal(rate.asText()));
        });
        if (!BigDecimal.ONE.equals(rates.get("USD"))) {
            throw fault("exchange.USD", "must be \"1\": rates count units per US dollar");
        }
        return new Exchange(rates);
    }

    private ProductPrices product(String type, JsonNode node, String place) {
        only(node, place, Set.of("region", "currency", "connections", "newConnectionsPerSecond", "components"));
        JsonNode list = member(node, place, "components");
        if (!list.isArray() || list.isEmpty()) {
            throw fault(place + ".components", "must be a list of at least one component");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            components.add(component(list.get(i), place + ".components[" + i + "]"));
        }
        ProductPrices product = new ProductPrices(type, text(node, place, "region"), currency(node, place), limits(node, place), components);
        for (int i = 0; i < components.size(); i++) {
            checkRelations(product, components, i, place + ".components[" + i + "]");
        }
        return product;
    }

    private static ProductPrices.Limits limits(JsonNode node, String place) {
        return new ProductPrices.Limits((int) whole(node, place, "connections", 1, Integer.MAX_VALUE),
                (int) whole(node, place, "newConnectionsPerSecond", 1, Integer.MAX_VALUE));
    }

    /** What a component says of others must hold, or an order of it could never be placed. */
    private static void checkRelations(ProductPrices product, List<Component> components, int index, String place) {
        Component component = components.get(index);
        for (String plan : component.plans()) {
            if (components.stream().noneMatch(other -> other.code().equals(ProductPrices.PLAN)
                    && other.values().monthlyMinor(plan).isPresent())) {
                throw fault(place + ".plans", "names the plan " + plan + ", which ProductPlan does not have");
            }
        }
        for (Component earlier : components.subList(0, index)) {
            boolean overlap = earlier.plans().isEmpty() || component.plans().isEmpty()
                    || earlier.plans().stream().anyMatch(component.plans()::contains);
            if (earlier.code().equals(component.code()) && overlap) {
                throw fault(place + ".code", "stands twice for one plan: " + component.code());
            }
        }
        component.notBelow().ifPresent(code -> {
            List<Component> floors = components.subList(0, index).stream()
                    .filter(earlier -> earlier.code().equals(code)).toList();
            if (floors.isEmpty() || floors.stream().anyMatch(floor -> floor.values() instanceof Component.Choices(var named)
                    && !named.keySet().stream().allMatch(value -> value.matches("[0-9]{1,9}")))) {
                throw fault(place + ".notBelow", "must name a component with numbers that stands before it in "
                        + product.productType());
            }
        });
    }

    private static Component component(JsonNode node, String place) {
        only(node, place, COMPONENT_KEYS);
        String code = text(node, place, "code");
        List<String> plans = new ArrayList<>();
        for (JsonNode plan : node.path("plans")) {
            plans.add(plan.asText());
        }
        Component.Values values = node.has("choices") ? choices(node, place) : range(node, place);
        Optional<String> chosen = node.has("default") ? Optional.of(text(node, place, "default")) : Optional.empty();
        if (chosen.isPresent() && values.monthlyMinor(chosen.get()).isEmpty()) {
            throw fault(place + ".default", "must be " + values.allowed());
        }
        Optional<String> notBelow = node.has("notBelow") ? Optional.of(text(node, place, "notBelow")) : Optional.empty();
        if (notBelow.isPresent() && node.has("choices")) {
            throw fault(place + ".notBelow", "needs a range, not choices");
        }
        return new Component(code, node.path("unit").asText(""), List.copyOf(plans), chosen, notBelow, values);
    }

    private static Component.Choices choices(JsonNode node, String place) {
        for (String key : List.of("least", "most", "step", "stepMinor")) {
            if (node.has(key)) {
                throw fault(place, "has both choices and a range");
            }
        }
        return new Component.Choices(amounts(node.get("choices"), place + ".choices"));
    }

    private static Component.Range range(JsonNode node, String place) {
        long least = whole(node, place, "least", 0, Integer.MAX_VALUE);
        long most = whole(node, place, "most", least, Integer.MAX_VALUE);
        long step = whole(node, place, "step", 1, Integer.MAX_VALUE);
        if ((most - least) % step != 0) {
            throw fault(place + ".step", "must lead from least exactly to most");
        }
        long stepMinor = whole(node, place, "stepMinor", 0, PRICE_MAX_MINOR);
        if (stepMinor > 0 && (most - least) / step > PRICE_MAX_MINOR / stepMinor) {
            throw fault(place + ".stepMinor", "makes the greatest value dearer than " + PRICE_MAX_MINOR);
        }
        return new Component.Range(least, most, step, stepMinor);
    }

    private Prices.Esa esa(JsonNode node) {
        only(node, "esa", Set.of("region", "currency", "sitePlans", "domesticProtection", "overseasProtection",
                "burstGigabitDayMinor"));
        return new Prices.Esa(text(node, "esa", "region"), currency(node, "esa"),
                amounts(member(node, "esa", "sitePlans"), "esa.sitePlans"),
                amounts(member(node, "esa", "domesticProtection"), "esa.domesticProtection"),
                amounts(member(node, "esa", "overseasProtection"), "esa.overseasProtection"),
                whole(node, "esa", "burstGigabitDayMinor", 0, PRICE_MAX_MINOR));
    }

    private String currency(JsonNode node, String place) {
        String currency = text(node, place, "currency");
        if (!exchange.knows(currency)) {
            throw fault(place + ".currency", "has no rate in exchange: " + currency);
        }
        return currency;
    }

    private static Map<String, Long> amounts(JsonNode node, String place) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        object(node, place).forEach((name, value) -> amounts.put(name, whole(node, place, name, 0, PRICE_MAX_MINOR)));
        if (amounts.isEmpty()) {
            throw fault(place, "must name at least one value with its price");
        }
        return Collections.unmodifiableMap(amounts);
    }

    private static long whole(JsonNode node, String place, String name, long least, long most) {
        JsonNode value = member(node, place, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw fault(place + "." + name, "must be a whole number from " + least + " to " + most);
        }
        return value.asLong();
    }

    private static String text(JsonNode node, String place, String name) {
        JsonNode value = member(node, place, name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw fault(place + "." + name, "must be a text that is not empty");
        }
        return value.asText();
    }

    private static JsonNode member(JsonNode node, String place, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw fault(place, "lacks " + name);
        }
        return value;
    }

    private static Map<String, JsonNode> object(JsonNode node, String place) {
        if (!node.isObject()) {
            throw fault(place, "must be a JSON object");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    private static void only(JsonNode node, String place, Set<String> known) {
        for (String name : object(node, place).keySet()) {
            if (!known.contains(name)) {
                throw fault(place, "has the unknown member " + name + "; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static IllegalArgumentException fault(String place, String what) {
        return new IllegalArgumentException("prices: " + place + " " + what);
    }
}
