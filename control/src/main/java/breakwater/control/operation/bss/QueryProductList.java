package breakwater.control.operation.bss;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Prices;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.Subscriptions;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists what is sold here: the Anti-DDoS products of the price list, and ESA's plans and security instances. */
public final class QueryProductList implements Operation<QueryProductList.Input, QueryProductList.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "QueryProductList", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final List<Product> products;

    public QueryProductList(Prices prices) {
        List<Product> sold = new ArrayList<>();
        for (DdosOffering offering : DdosOffering.values()) {
            prices.ddos(offering.productType()).ifPresent(product -> sold.add(new Product(DdosSales.PRODUCT_CODE,
                    offering.productType(), name(offering), BssWords.SUBSCRIPTION)));
        }
        sold.add(new Product(Subscriptions.ESA, Subscriptions.SITE_PLAN, "ESA site plan", BssWords.SUBSCRIPTION));
        sold.add(new Product(Subscriptions.ESA, SecurityBills.PRODUCT_TYPE, "ESA security instance", BssWords.SUBSCRIPTION));
        products = List.copyOf(sold);
    }

    /** @param queryTotalCount whether the answer counts all; false by default, and then says 0 */
    public record Input(Integer pageNum, Optional<Integer> pageSize, Optional<Boolean> queryTotalCount) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(int pageNum, int pageSize, int totalCount, ProductList productList) {
    }

    public record ProductList(List<Product> product) {
    }

    public record Product(String productCode, String productType, String productName, String subscriptionType) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        BssInput.Part part = BssInput.part(Optional.of(input.pageNum()), input.pageSize());
        List<Product> page = products.stream().skip(part.offset()).limit(part.size()).toList();
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(part.number(), part.size(),
                input.queryTotalCount().orElse(false) ? products.size() : 0, new ProductList(page)));
    }

    private static String name(DdosOffering offering) {
        return switch (offering) {
            case PRO -> "Anti-DDoS Pro";
            case PRO_INTERNATIONAL -> "Anti-DDoS Pro (international site)";
            case PREMIUM -> "Anti-DDoS Premium";
        };
    }
}
