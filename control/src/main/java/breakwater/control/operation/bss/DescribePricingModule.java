package breakwater.control.operation.bss;

import breakwater.control.billing.Component;
import breakwater.control.billing.Prices;
import breakwater.control.billing.ProductPrices;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes what can be chosen about an Anti-DDoS product: one module per component, and the values each may have. */
public final class DescribePricingModule implements Operation<DescribePricingModule.Input, DescribePricingModule.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "DescribePricingModule", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.PRODUCT_NOT_SUPPORTED, GatewayError.MISSING_PARAMETER,
                            BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, GatewayError.INVALID_PARAMETER)
                    .ignores("OwnerId");

    private final Prices prices;

    public DescribePricingModule(Prices prices) {
        this.prices = prices;
    }

    public record Input(String productCode, Optional<String> productType, String subscriptionType) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(ModuleList moduleList, AttributeList attributeList) {
    }

    public record ModuleList(List<Module> module) {
    }

    public record Module(String moduleCode, String moduleName, String priceType, String currency, ConfigList configList) {
    }

    public record ConfigList(List<String> configList) {
    }

    public record AttributeList(List<Attribute> attribute) {
    }

    public record Attribute(String code, String name, String unit, Values values) {
    }

    public record Values(List<AttributeValue> attributeValue) {
    }

    /** @param value a value, or {@code least-most-step} where the type is range_float */
    public record AttributeValue(String name, String value, String type, String remark) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        if (BssInput.esa(input.productCode())) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        String type = BssInput.requiredOffering(input.productType()).productType();
        BssInput.subscriptionOnly(Optional.of(input.subscriptionType()), input.productCode());
        ProductPrices product = prices.ddos(type).orElseThrow(() -> new Refusal(BillingError.PRODUCT_NOT_SUPPORTED));
        Map<String, List<Component>> byCode = new LinkedHashMap<>();
        product.components().forEach(component ->
                byCode.computeIfAbsent(component.code(), code -> new ArrayList<>()).add(component));
        List<Module> modules = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        byCode.forEach((code, components) -> {
            modules.add(new Module(code, code, "Month", product.currency(), new ConfigList(List.of(code))));
            attributes.add(new Attribute(code, code, components.getFirst().unit(), new Values(components.stream()
                    .flatMap(component -> values(component).stream()).toList())));
        });
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true,
                new Data(new ModuleList(modules), new AttributeList(attributes)));
    }

    private static List<AttributeValue> values(Component component) {
        String remark = component.plans().isEmpty() ? "" : "ProductPlan " + String.join(", ", component.plans());
        return switch (component.values()) {
            case Component.Choices choices -> choices.monthlyMinor().keySet().stream()
                    .map(value -> new AttributeValue(value, value, "single_float", remark)).toList();
            case Component.Range range -> List.of(new AttributeValue(component.code(),
                    range.least() + "-" + range.most() + "-" + range.step(), "range_float", remark));
        };
    }
}
