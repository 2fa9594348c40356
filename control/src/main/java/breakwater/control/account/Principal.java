package breakwater.control.account;

/** Who a RAM policy can be attached to. Immutable. */
public record Principal(Kind kind, String accountId, String id) {

    /** The kinds of principals; {@link #column()} is how the database names them. */
    public enum Kind {
        USER("user", IdentityLimits.CUSTOM_POLICIES_OF_USER_MAX, IdentityFault.USER_POLICY_ATTACHED,
                IdentityFault.USER_POLICY_NOT_ATTACHED, IdentityFault.TOO_MANY_POLICIES_OF_USER),
        GROUP("group", IdentityLimits.CUSTOM_POLICIES_OF_GROUP_MAX, IdentityFault.GROUP_POLICY_ATTACHED,
                IdentityFault.GROUP_POLICY_NOT_ATTACHED, IdentityFault.TOO_MANY_POLICIES_OF_GROUP),
        ROLE("role", IdentityLimits.CUSTOM_POLICIES_OF_ROLE_MAX, IdentityFault.ROLE_POLICY_ATTACHED,
                IdentityFault.ROLE_POLICY_NOT_ATTACHED, IdentityFault.TOO_MANY_POLICIES_OF_ROLE);

        private final String column;
        private final int customPoliciesMax;
        private final IdentityFault attached;
        private final IdentityFault notAttached;
        private final IdentityFault tooMany;

        Kind(String column, int customPoliciesMax, IdentityFault attached, IdentityFault notAttached, IdentityFault tooMany) {
            this.column = column;
            this.customPoliciesMax = customPoliciesMax;
            this.attached = attached;
            this.notAttached = notAttached;
            this.tooMany = tooMany;
        }

        String column() {
            return column;
        }

        int policiesMax(PolicyType type) {
            return type == PolicyType.SYSTEM ? IdentityLimits.SYSTEM_POLICIES_OF_PRINCIPAL_MAX : customPoliciesMax;
        }

        IdentityFault attached() {
            return attached;
        }

        IdentityFault notAttached() {
            return notAttached;
        }

        IdentityFault tooMany() {
            return tooMany;
        }
    }

    public static Principal of(Users.User user) {
        return new Principal(Kind.USER, user.accountId(), user.id());
    }

    public static Principal of(Groups.Group group) {
        return new Principal(Kind.GROUP, group.accountId(), group.id());
    }

    public static Principal of(Roles.Role role) {
        return new Principal(Kind.ROLE, role.accountId(), role.id());
    }
}
