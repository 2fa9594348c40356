package breakwater.control.account;

/**
 * How much of each kind an account may own. Source: the vendor's page "Limits" of RAM; where its API error page gives
 * older and smaller numbers, the larger ones count.
 */
final class IdentityLimits {
    static final int USERS_MAX = 1_000;
    static final int GROUPS_MAX = 50;
    static final int ROLES_MAX = 1_000;
    static final int POLICIES_MAX = 1_500;
    static final int POLICY_VERSIONS_MAX = 5;
    static final int ACCESS_KEYS_OF_USER_MAX = 2;
    /** Of the account itself. */
    static final int ACCESS_KEYS_OF_ACCOUNT_MAX = 5;
    static final int GROUPS_OF_USER_MAX = 5;
    static final int SYSTEM_POLICIES_OF_PRINCIPAL_MAX = 20;
    static final int CUSTOM_POLICIES_OF_USER_MAX = 10;
    static final int CUSTOM_POLICIES_OF_GROUP_MAX = 5;
    static final int CUSTOM_POLICIES_OF_ROLE_MAX = 5;

    private IdentityLimits() {
    }
}
