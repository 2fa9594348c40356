package breakwater.control.operation.breakwater;

import breakwater.control.authenticate.Caller;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;

/**
 * The one account that may open accounts, put money into them, and move the clock that all of them share. In development that
 * is the development account.
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

    /** @throws Refusal unless somebody of the operator's account calls; what a RAM user or role may do, its policies say */
    void requireAccount(Call call) {
        if (!call.accountId().equals(accountId)) {
            throw new Refusal(BreakwaterError.NOT_OPERATOR);
        }
    }
}
