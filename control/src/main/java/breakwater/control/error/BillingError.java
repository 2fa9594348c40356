package breakwater.control.error;

/** Refusals of the billing product (bssopenapi). Where the vendor documents several codes, the one clients test for. */
public enum BillingError implements ApiError {
    NOT_AUTHORIZED("NotAuthorized", 400, Blame.CLIENT, false,
            "This API is not authorized for caller.", "vendor: bssopenapi error codes",
            "Ask the owner of the account for a RAM policy that allows bss:{Action}."),
    PRODUCT_NOT_SUPPORTED("ProductNotSupported", 400, Blame.CLIENT, false,
            "Product currently is not supported.", "vendor: bssopenapi error codes",
            "QueryProductList tells which ProductCode and ProductType are sold here."),
    SUBSCRIPTION_TYPE_NOT_SUPPORTED("InvalidParameter", 400, Blame.CLIENT, false,
            "The specified parameter SubscriptionType is not valid: {0} is sold as Subscription only.",
            "vendor: bssopenapi error codes", "Send SubscriptionType=Subscription."),
    RESOURCE_NOT_EXISTS("ResourceNotExists", 400, Blame.CLIENT, false,
            "The specific resource is not exists.", "vendor: RenewInstance",
            "Check the id, ProductCode and ProductType; what is released, or another account's, is not found."),
    RESOURCE_STATUS("ResourceStatusError", 400, Blame.CLIENT, false,
            "The resource status error.", "vendor: RenewInstance",
            "An expired instance can only be renewed; an order can only be cancelled while it is unpaid."),
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatch", 400, Blame.CLIENT, false,
            "The request uses the same client token as a previous, but non-identical request.", "facts section 6",
            "Use a new ClientToken for a different request."),
    ACCOUNT_IN_ARREARS("ORDER.ARREARAGE", 400, Blame.CLIENT, false,
            "The account is arrearage.", "vendor: order center error codes",
            "Recharge the account until its balance is no longer negative."),
    INSUFFICIENT_BALANCE("PAY.INSUFFICIENT_BALANCE", 400, Blame.CLIENT, false,
            "Your account does not have enough balance.", "vendor: order center error codes",
            "Recharge the account; QueryAccountBalance tells what is available."),
    OUT_OF_STOCK("OperationDenied.NoStock", 400, Blame.OPERATOR, true,
            "The requested resource is sold out: no service address is left.", "ruling",
            "The operator has to add a block of service addresses.");

    private final Facts facts;

    BillingError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
