package breakwater.control.operation.bss;

import breakwater.control.billing.LedgerType;
import breakwater.control.billing.OrderStatus;
import breakwater.control.billing.OrderType;
import breakwater.control.lifecycle.Renewal;

/** The words that this product's answers use for the values of the rooms behind it. */
final class BssWords {
    /** The code of every good answer. Clients compare it. */
    static final String SUCCESS = "Success";
    /** The message of every good answer. */
    static final String SUCCESSFUL = "Successful!";
    /** The one way things are sold here. */
    static final String SUBSCRIPTION = "Subscription";

    private BssWords() {
    }

    static String renewal(Renewal.Mode mode) {
        return switch (mode) {
            case AUTOMATIC -> "AutoRenewal";
            case MANUAL -> "ManualRenewal";
            case NONE -> "NotRenewal";
        };
    }

    /** Downgrades give money back and so are listed among the refunds; bills of usage have no word and are "New". */
    static String orderType(OrderType type) {
        return switch (type) {
            case NEW, USAGE -> "New";
            case RENEW -> "Renew";
            case UPGRADE -> "Upgrade";
            case DOWNGRADE, REFUND -> "Refund";
        };
    }

    static String paymentStatus(OrderStatus status) {
        return switch (status) {
            case UNPAID -> "Unpaid";
            case PAID -> "Paid";
            case CANCELLED -> "Cancelled";
        };
    }

    static String transactionType(LedgerType type) {
        return switch (type) {
            case PAYMENT -> "Payment";
            case CONSUMPTION -> "Consumption";
            case REFUND -> "Refund";
        };
    }
}
