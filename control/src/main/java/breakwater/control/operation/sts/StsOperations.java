package breakwater.control.operation.sts;

import breakwater.control.account.Identity;
import breakwater.control.operation.Operation;
import java.util.List;

/**
 * The operations of STS that are built. AssumeRoleWithOIDC and AssumeRoleWithSAML are not: there is no identity provider
 * here.
 */
public final class StsOperations {
    private StsOperations() {
    }

    public static List<Operation<?, ?>> all(Identity identity) {
        return List.of(new GetCallerIdentity(), new AssumeRole(identity));
    }
}
