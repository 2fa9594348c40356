package breakwater.control.operation.sts;

import breakwater.control.account.Identity;
import breakwater.control.account.Outcome;
import breakwater.control.account.Roles;
import breakwater.control.account.Sessions;
import breakwater.control.authenticate.Caller;
import breakwater.control.authorize.RamPolicy;
import breakwater.control.authorize.RamPolicyFault;
import breakwater.control.authorize.TrustPolicy;
import breakwater.control.error.Refusal;
import breakwater.control.error.StsError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a RAM user, or another role's session, temporary keys of a role. The caller's own policies must allow
 * {@code sts:AssumeRole} on the role, and the role's trust policy must name the caller; the account itself may not take on
 * roles. The session may do what the role's policies and the session policy both allow.
 *
 * <p>A role of another account that does not exist, and one that does not trust the caller, are answered alike.
 */
public final class AssumeRole implements Operation<AssumeRole.Input, AssumeRole.Output> {
    private static final Duration DEFAULT_LENGTH = Duration.ofHours(1);
    private static final int POLICY_BYTES_MAX = 2_048;
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("sts", "AssumeRole", Input.class, Output.class)
                    .resource((call, input) -> RoleArn.parse(input.roleArn()).resource())
                    .refuses(StsError.WRONG_ROLE_ARN, StsError.WRONG_SESSION_NAME, StsError.WRONG_EXTERNAL_ID,
                            StsError.POLICY_TOO_LONG, StsError.WRONG_POLICY, StsError.ROOT_MAY_NOT_ASSUME,
                            StsError.ROLE_NOT_FOUND, StsError.NOT_TRUSTED, StsError.WRONG_DURATION);

    private final Identity identity;

    AssumeRole(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<Long> durationSeconds, Optional<String> externalId, Optional<String> policy, String roleArn,
                        String roleSessionName) {
    }

    public record Output(AssumedRoleUser assumedRoleUser, Credentials credentials) {
    }

    /** The identity that the keys stand for. */
    public record AssumedRoleUser(String arn, String assumedRoleId) {
    }

    /** The temporary keys; their end is on the wall clock. */
    public record Credentials(String accessKeyId, String accessKeySecret, String expiration, String securityToken) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + ", secrets hidden]";
        }
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        RoleArn arn = RoleArn.parse(input.roleArn());
        requireSessionName(input.roleSessionName());
        input.externalId().ifPresent(AssumeRole::requireExternalId);
        input.policy().ifPresent(AssumeRole::requirePolicy);
        Roles.Role role = trustedRole(call, input, transaction, arn);
        Duration length = input.durationSeconds().map(Duration::ofSeconds).orElse(DEFAULT_LENGTH);
        if (length.compareTo(role.terms().sessionMaximum()) > 0) {
            throw new Refusal(StsError.WRONG_DURATION, String.valueOf(role.terms().sessionMaximum().toSeconds()));
        }
        Sessions.NewSession session = identity.sessions().begin(transaction, call.caller().arrival(), role,
                input.roleSessionName(), input.policy(), length);
        return new Output(
                new AssumedRoleUser(role.arn() + "/" + input.roleSessionName(), role.id() + ":" + input.roleSessionName()),
                new Credentials(session.accessKeyId(), session.secret(), session.expires().toString(), session.securityToken()));
    }

    private Roles.Role trustedRole(Call call, Input input, Transaction transaction, RoleArn arn) {
        Caller caller = call.caller();
        String own = "acs:ram::" + caller.accountId();
        TrustPolicy.Asker asker = switch (caller.identity()) {
            case Caller.Identity.Root() -> throw new Refusal(StsError.ROOT_MAY_NOT_ASSUME);
            case Caller.Identity.User user -> new TrustPolicy.Asker(caller.accountId(), own + ":user/" + user.name());
            case Caller.Identity.RoleSession session ->
                    new TrustPolicy.Asker(caller.accountId(), own + ":role/" + session.roleName());
        };
        boolean ownRole = arn.accountId().equals(caller.accountId());
        Roles.Role role = switch (identity.roles().named(transaction, arn.accountId(), arn.roleName())) {
            case Outcome.Done<Roles.Role>(Roles.Role found) -> found;
            case Outcome.Refused<Roles.Role> none ->
                    throw new Refusal(ownRole ? StsError.ROLE_NOT_FOUND : StsError.NOT_TRUSTED);
        };
        Map<String, String> more = input.externalId().map(id -> Map.of("sts:externalid", id)).orElse(Map.of());
        if (!TrustPolicy.stored(role.terms().trustPolicy()).trusts(asker, TrustPolicy.request(role.arn(), caller, more))) {
            throw new Refusal(StsError.NOT_TRUSTED);
        }
        return role;
    }

    private static void requireSessionName(String name) {
        if (name.length() < 2 || name.length() > 64 || !only(name, ".@-_")) {
            throw new Refusal(StsError.WRONG_SESSION_NAME);
        }
    }

    private static void requireExternalId(String id) {
        if (id.length() < 2 || id.length() > 1_224 || !only(id, "=,.@:/-_+")) {
            throw new Refusal(StsError.WRONG_EXTERNAL_ID);
        }
    }

    private static boolean only(String text, String marks) {
        return text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0));
    }

    private static void requirePolicy(String policy) {
        if (policy.getBytes(StandardCharsets.UTF_8).length > POLICY_BYTES_MAX) {
            throw new Refusal(StsError.POLICY_TOO_LONG, String.valueOf(POLICY_BYTES_MAX));
        }
        try {
            RamPolicy.parse(policy);
        } catch (RamPolicyFault e) {
            throw new Refusal(StsError.WRONG_POLICY, e.getMessage());
        }
    }
}
