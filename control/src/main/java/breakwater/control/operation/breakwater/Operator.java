package breakwater.control.operation.breakwater;

import breakwater.control.authenticate.Caller;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;

/**
 * The one account whose root may open accounts and put money into them. In development that is the development account.
 *
 * @param accountId its id
 */
record Operator(String accountId) {

    /** @throws Refusal unless the operator's account itself calls: neither another account nor a RAM user or role of this one */
    void require(Call call) {
        if (!call.accountId().equals(accountId) || !(call.caller().identity() instanceof Caller.Identity.Root)) {
            throw new Refusal(BreakwaterError.NOT_OPERATOR);
        }
    }
}
