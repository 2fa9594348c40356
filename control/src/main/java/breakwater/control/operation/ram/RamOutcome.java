package breakwater.control.operation.ram;

import breakwater.control.account.IdentityFault;
import breakwater.control.account.Outcome;
import breakwater.control.error.RamError;
import breakwater.control.error.Refusal;

/** Turns what {@code account} answers into values and refusals. */
final class RamOutcome {
    private RamOutcome() {
    }

    /**
     * The value of what went well.
     *
     * @throws Refusal with the RAM error that stands for the fault
     */
    static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(IdentityFault fault) -> throw new Refusal(error(fault));
        };
    }

    private static RamError error(IdentityFault fault) {
        return switch (fault) {
            case USER_NOT_FOUND -> RamError.USER_NOT_FOUND;
            case GROUP_NOT_FOUND -> RamError.GROUP_NOT_FOUND;
            case ROLE_NOT_FOUND -> RamError.ROLE_NOT_FOUND;
            case POLICY_NOT_FOUND -> RamError.POLICY_NOT_FOUND;
            case POLICY_VERSION_NOT_FOUND -> RamError.POLICY_VERSION_NOT_FOUND;
            case ACCESS_KEY_NOT_FOUND -> RamError.ACCESS_KEY_NOT_FOUND;
            case LOGIN_PROFILE_NOT_FOUND -> RamError.LOGIN_PROFILE_NOT_FOUND;
            case LOGIN_PROFILE_EXISTS -> RamError.LOGIN_PROFILE_EXISTS;
            case USER_HAS_LOGIN_PROFILE -> RamError.USER_HAS_LOGIN_PROFILE;
            case NOT_A_MEMBER -> RamError.NOT_A_MEMBER;
            case USER_POLICY_NOT_ATTACHED -> RamError.USER_POLICY_NOT_ATTACHED;
            case GROUP_POLICY_NOT_ATTACHED -> RamError.GROUP_POLICY_NOT_ATTACHED;
            case ROLE_POLICY_NOT_ATTACHED -> RamError.ROLE_POLICY_NOT_ATTACHED;
            case USER_EXISTS -> RamError.USER_EXISTS;
            case GROUP_EXISTS -> RamError.GROUP_EXISTS;
            case ROLE_EXISTS -> RamError.ROLE_EXISTS;
            case POLICY_EXISTS -> RamError.POLICY_EXISTS;
            case ALREADY_A_MEMBER -> RamError.ALREADY_A_MEMBER;
            case USER_POLICY_ATTACHED -> RamError.USER_POLICY_ATTACHED;
            case GROUP_POLICY_ATTACHED -> RamError.GROUP_POLICY_ATTACHED;
            case ROLE_POLICY_ATTACHED -> RamError.ROLE_POLICY_ATTACHED;
            case ALIAS_EXISTS -> RamError.ALIAS_EXISTS;
            case USER_HAS_ACCESS_KEYS -> RamError.USER_HAS_ACCESS_KEYS;
            case USER_IN_GROUPS -> RamError.USER_IN_GROUPS;
            case USER_HAS_POLICIES -> RamError.USER_HAS_POLICIES;
            case GROUP_HAS_USERS -> RamError.GROUP_HAS_USERS;
            case GROUP_HAS_POLICIES -> RamError.GROUP_HAS_POLICIES;
            case ROLE_HAS_POLICIES -> RamError.ROLE_HAS_POLICIES;
            case POLICY_ATTACHED_TO_USER -> RamError.POLICY_ATTACHED_TO_USER;
            case POLICY_ATTACHED_TO_GROUP -> RamError.POLICY_ATTACHED_TO_GROUP;
            case POLICY_ATTACHED_TO_ROLE -> RamError.POLICY_ATTACHED_TO_ROLE;
            case POLICY_HAS_VERSIONS -> RamError.POLICY_HAS_VERSIONS;
            case POLICY_VERSION_IS_DEFAULT -> RamError.POLICY_VERSION_IS_DEFAULT;
            case TOO_MANY_USERS -> RamError.TOO_MANY_USERS;
            case TOO_MANY_GROUPS -> RamError.TOO_MANY_GROUPS;
            case TOO_MANY_ROLES -> RamError.TOO_MANY_ROLES;
            case TOO_MANY_POLICIES -> RamError.TOO_MANY_POLICIES;
            case TOO_MANY_POLICY_VERSIONS -> RamError.TOO_MANY_POLICY_VERSIONS;
            case TOO_MANY_ACCESS_KEYS -> RamError.TOO_MANY_ACCESS_KEYS;
            case TOO_MANY_GROUPS_OF_USER -> RamError.TOO_MANY_GROUPS_OF_USER;
            case TOO_MANY_POLICIES_OF_USER -> RamError.TOO_MANY_POLICIES_OF_USER;
            case TOO_MANY_POLICIES_OF_GROUP -> RamError.TOO_MANY_POLICIES_OF_GROUP;
            case TOO_MANY_POLICIES_OF_ROLE -> RamError.TOO_MANY_POLICIES_OF_ROLE;
        };
    }
}
