package breakwater.control.operation.bss;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.SaleOutcome;
import breakwater.control.billing.Specified;
import breakwater.control.error.ApiError;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;

/** What this product's operations call the outcomes of a sale. */
final class BssRefusals {
    /** What any sale may be refused with, in order of precedence. */
    static final ApiError[] SALE = {BillingError.PRODUCT_NOT_SUPPORTED, GatewayError.MISSING_PARAMETER,
        BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, GatewayError.INVALID_PARAMETER,
        BillingError.IDEMPOTENT_PARAMETER_MISMATCH, BillingError.RESOURCE_NOT_EXISTS, BillingError.RESOURCE_STATUS,
        BillingError.ACCOUNT_IN_ARREARS, BillingError.INSUFFICIENT_BALANCE, BillingError.OUT_OF_STOCK};

    private BssRefusals() {
    }

    /** The done sale, or a refusal, which undoes the transaction. */
    static SaleOutcome.Done done(SaleOutcome outcome) {
        return switch (outcome) {
            case SaleOutcome.Done done -> done;
            case SaleOutcome.NotFound() -> throw new Refusal(BillingError.RESOURCE_NOT_EXISTS);
            case SaleOutcome.NotRunning() -> throw new Refusal(BillingError.RESOURCE_STATUS);
            case SaleOutcome.NotSold() -> throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
            case SaleOutcome.Rejected(Specified reason) -> throw rejected(reason);
            case SaleOutcome.WrongDirection() -> throw BssInput.invalid("ModifyType",
                    "an Upgrade must not cost less a month than now, a Downgrade not more");
            case SaleOutcome.TooFarAhead() -> throw BssInput.invalid("RenewPeriod",
                    "the paid time would end more than " + DdosSales.AHEAD_MONTHS_MAX + " months from now");
            case SaleOutcome.TokenMismatch() -> throw new Refusal(BillingError.IDEMPOTENT_PARAMETER_MISMATCH);
            case SaleOutcome.InsufficientBalance() -> throw new Refusal(BillingError.INSUFFICIENT_BALANCE);
            case SaleOutcome.InArrears() -> throw new Refusal(BillingError.ACCOUNT_IN_ARREARS);
            case SaleOutcome.AddressesExhausted() -> throw new Refusal(BillingError.OUT_OF_STOCK);
        };
    }

    /** The specification that can be sold, or a refusal that says why it cannot. */
    static Specified.Complete complete(Specified specified) {
        if (specified instanceof Specified.Complete complete) {
            return complete;
        }
        throw rejected(specified);
    }

    private static Refusal rejected(Specified reason) {
        return switch (reason) {
            case Specified.Complete complete ->
                    throw new IllegalStateException("a complete specification was called rejected");
            case Specified.Unknown(String code) -> BssInput.invalid("Parameter",
                    "the code " + BssInput.shown(code) + " does not belong to this product");
            case Specified.Missing(String code) -> BssInput.invalid("Parameter", "the code " + code + " must be given");
            case Specified.Invalid(String code, String why) -> BssInput.invalid("Parameter", code + ": " + why);
        };
    }
}
