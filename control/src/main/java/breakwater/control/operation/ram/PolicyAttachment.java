package breakwater.control.operation.ram;

import breakwater.control.account.Attachments;
import breakwater.control.account.Identity;
import breakwater.control.account.Outcome;
import breakwater.control.account.Policies;
import breakwater.control.account.Principal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Empty;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.function.BiFunction;

/** The work that attaching, detaching and listing share, whether it is for a user, a group or a role. */
final class PolicyAttachment {
    private final Identity identity;

    PolicyAttachment(Identity identity) {
        this.identity = identity;
    }

    /** The policy that a call names. */
    private Policies.Policy policy(Call call, Transaction transaction, String type, String name) {
        return RamOutcome.value(identity.policies().named(transaction, call.accountId(), RamText.policyType(type), name));
    }

    Empty attach(Call call, Transaction transaction, Principal principal, String type, String name) {
        Policies.Policy policy = policy(call, transaction, type, name);
        RamOutcome.value(identity.attachments().attach(transaction, call.now(), principal, policy));
        return Empty.EMPTY;
    }

    Empty detach(Call call, Transaction transaction, Principal principal, String type, String name) {
        Policies.Policy policy = policy(call, transaction, type, name);
        RamOutcome.value(identity.attachments().detach(transaction, principal, policy));
        return Empty.EMPTY;
    }

    /** What is attached to the principal, each made into an answer's item. */
    <T> List<T> list(Transaction transaction, Principal principal,
                     BiFunction<Attachments.Attached, Policies.Policy, T> item) {
        return identity.attachments().of(transaction, principal).stream()
                .map(attached -> item.apply(attached, RamOutcome.value(identity.policies()
                        .named(transaction, principal.accountId(), attached.type(), attached.policyName())))).toList();
    }

    Principal user(Call call, Transaction transaction, String name) {
        return RamOutcome.value(identity.users().named(transaction, call.accountId(), name)
                .then(found -> Outcome.done(Principal.of(found))));
    }

    Principal group(Call call, Transaction transaction, String name) {
        return RamOutcome.value(identity.groups().named(transaction, call.accountId(), name)
                .then(found -> Outcome.done(Principal.of(found))));
    }

    Principal role(Call call, Transaction transaction, String name) {
        return RamOutcome.value(identity.roles().named(transaction, call.accountId(), name)
                .then(found -> Outcome.done(Principal.of(found))));
    }
}
