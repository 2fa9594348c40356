package breakwater.control.error;

/** Refusals of access control (ram). */
public enum RamError implements ApiError {
    INVALID_CHARACTERS("InvalidParameter.{0}.InvalidChars", 400, Blame.CLIENT, false,
            "The parameter - \"{0}\" contains invalid chars.",
            "RAM API error codes", "Use letters, digits and the marks that the kind of name allows."),
    INVALID_LENGTH("InvalidParameter.{0}.Length", 400, Blame.CLIENT, false,
            "The parameter - \"{0}\" beyond the length limit.",
            "RAM API error codes", "Shorten the value."),
    INVALID_FORMAT("InvalidParameter.{0}.Format", 400, Blame.CLIENT, false,
            "The format of the parameter - \"{0}\" is incorrect.",
            "RAM API error codes", "Correct the value."),
    INVALID_POLICY_TYPE("InvalidParameter.PolicyType", 400, Blame.CLIENT, false,
            "The parameter - \"PolicyType\" is incorrect.",
            "RAM API error codes", "Send System or Custom."),
    MALFORMED_POLICY("MalformedPolicyDocument", 400, Blame.CLIENT, false,
            "{0}",
            "RAM API error codes", "Correct the policy document."),
    USER_NOT_FOUND("EntityNotExist.User", 404, Blame.CLIENT, false,
            "The user does not exist.",
            "RAM API error codes", "Check the user name."),
    GROUP_NOT_FOUND("EntityNotExist.Group", 404, Blame.CLIENT, false,
            "The group does not exist.",
            "RAM API error codes", "Check the group name."),
    ROLE_NOT_FOUND("EntityNotExist.Role", 404, Blame.CLIENT, false,
            "The role does not exist.",
            "RAM API error codes", "Check the role name."),
    POLICY_NOT_FOUND("EntityNotExist.Policy", 404, Blame.CLIENT, false,
            "The policy does not exist.",
            "RAM API error codes", "Check the policy's name and type."),
    POLICY_VERSION_NOT_FOUND("EntityNotExist.Policy.Version", 404, Blame.CLIENT, false,
            "The policy version does not exist.",
            "RAM API error codes", "List the versions with ListPolicyVersions."),
    ACCESS_KEY_NOT_FOUND("EntityNotExist.User.AccessKey", 404, Blame.CLIENT, false,
            "The user access key does not exist.",
            "RAM API error codes", "Check the key's id and whose it is."),
    NOT_A_MEMBER("EntityNotExist.User.Group", 404, Blame.CLIENT, false,
            "The user has not joined the group.",
            "RAM API error codes", "Check the user and the group."),
    USER_POLICY_NOT_ATTACHED("EntityNotExist.User.Policy", 404, Blame.CLIENT, false,
            "The indicate policy of the user does not exist.",
            "RAM API error codes", "Check what is attached with ListPoliciesForUser."),
    GROUP_POLICY_NOT_ATTACHED("EntityNotExist.Group.Policy", 404, Blame.CLIENT, false,
            "The indicate policy attached to the group does not exist.",
            "RAM API error codes", "Check what is attached with ListPoliciesForGroup."),
    ROLE_POLICY_NOT_ATTACHED("EntityNotExist.Role.Policy", 404, Blame.CLIENT, false,
            "The indicate policy attached to the role does not exist.",
            "RAM API error codes", "Check what is attached with ListPoliciesForRole."),
    USER_EXISTS("EntityAlreadyExists.User", 409, Blame.CLIENT, false,
            "The user does already EXIST.",
            "RAM API error codes", "Choose another name."),
    GROUP_EXISTS("EntityAlreadyExists.Group", 409, Blame.CLIENT, false,
            "The group does already EXIST.",
            "RAM API error codes", "Choose another name."),
    ROLE_EXISTS("EntityAlreadyExists.Role", 409, Blame.CLIENT, false,
            "The role does already EXIST.",
            "RAM API error codes", "Choose another name."),
    POLICY_EXISTS("EntityAlreadyExists.Policy", 409, Blame.CLIENT, false,
            "The policy does already EXIST.",
            "RAM API error codes", "Choose another name."),
    ALREADY_A_MEMBER("EntityAlreadyExists.User.Group", 409, Blame.CLIENT, false,
            "The user has already joined the group.",
            "RAM API error codes", "Nothing is left to do."),
    USER_POLICY_ATTACHED("EntityAlreadyExists.User.Policy", 409, Blame.CLIENT, false,
            "The user has already been attached this policy.",
            "RAM API error codes", "Nothing is left to do."),
    GROUP_POLICY_ATTACHED("EntityAlreadyExists.Group.Policy", 409, Blame.CLIENT, false,
            "The group has already been attached this policy.",
            "RAM API error codes", "Nothing is left to do."),
    ROLE_POLICY_ATTACHED("EntityAlreadyExists.Role.Policy", 409, Blame.CLIENT, false,
            "The role has already been attached this policy.",
            "RAM API error codes", "Nothing is left to do."),
    ALIAS_EXISTS("EntityAlreadyExists.AccountAlias", 409, Blame.CLIENT, false,
            "The account alias does already exist.",
            "RAM API error codes", "Choose another alias."),
    USER_HAS_ACCESS_KEYS("DeleteConflict.User.AccessKey", 409, Blame.CLIENT, false,
            "The user CAN NOT has any access key while deleting the user.",
            "RAM API error codes", "Delete the user's access keys first."),
    USER_IN_GROUPS("DeleteConflict.User.Group", 409, Blame.CLIENT, false,
            "The user CAN NOT be in any group while deleting the user.",
            "RAM API error codes", "Remove the user from its groups first."),
    USER_HAS_POLICIES("DeleteConflict.User.Policy", 409, Blame.CLIENT, false,
            "The user CAN NOT has any attached policy while deleting the user.",
            "RAM API error codes", "Detach the user's policies first."),
    GROUP_HAS_USERS("DeleteConflict.Group.User", 409, Blame.CLIENT, false,
            "The group CAN NOT has any user member while deleting the group.",
            "RAM API error codes", "Remove the members first."),
    GROUP_HAS_POLICIES("DeleteConflict.Group.Policy", 409, Blame.CLIENT, false,
            "The entity CAN NOT has any attached policy while deleting the group.",
            "RAM API error codes", "Detach the group's policies first."),
    ROLE_HAS_POLICIES("DeleteConflict.Role.Policy", 409, Blame.CLIENT, false,
            "The role CAN NOT has any attached policy while deleting the role.",
            "RAM API error codes", "Detach the role's policies first."),
    POLICY_ATTACHED_TO_USER("DeleteConflict.Policy.User", 409, Blame.CLIENT, false,
            "The policy CAN NOT been attached to any user while deleting the policy.",
            "RAM API error codes", "Detach the policy from users first."),
    POLICY_ATTACHED_TO_GROUP("DeleteConflict.Policy.Group", 409, Blame.CLIENT, false,
            "The policy CAN NOT been attached to any group while deleting the policy.",
            "RAM API error codes", "Detach the policy from groups first."),
    POLICY_ATTACHED_TO_ROLE("DeleteConflict.Policy.Role", 409, Blame.CLIENT, false,
            "The policy CAN NOT been attached to any role while deleting the policy.",
            "RAM API error codes", "Detach the policy from roles first."),
    POLICY_HAS_VERSIONS("DeleteConflict.Policy.Version", 409, Blame.CLIENT, false,
            "The policy CAN NOT has any version except the default version.",
            "RAM API error codes", "Delete the other versions first."),
    POLICY_VERSION_IS_DEFAULT("DeleteConflict.Policy.Version.Default", 409, Blame.CLIENT, false,
            "The default policy version CAN NOT been deleted directly.",
            "RAM API error codes", "Make another version the default first."),
    TOO_MANY_USERS("LimitExceeded.User", 409, Blame.CLIENT, false,
            "The count of users beyond the current limits.",
            "RAM API error codes", "Delete users that are not needed."),
    TOO_MANY_GROUPS("LimitExceeded.Group", 409, Blame.CLIENT, false,
            "The count of groups beyond the current limits.",
            "RAM API error codes", "Delete groups that are not needed."),
    TOO_MANY_ROLES("LimitExceeded.Role", 409, Blame.CLIENT, false,
            "The count of roles beyond the current limits.",
            "RAM API error codes", "Delete roles that are not needed."),
    TOO_MANY_POLICIES("LimitExceeded.Policy", 409, Blame.CLIENT, false,
            "The count of policy beyond the current limits.",
            "RAM API error codes", "Delete policies that are not needed."),
    TOO_MANY_POLICY_VERSIONS("LimitExceeded.Policy.Version", 409, Blame.CLIENT, false,
            "The count of policy version beyond the current limits.",
            "RAM API error codes", "Delete versions, or let RotateStrategy do it."),
    TOO_MANY_ACCESS_KEYS("LimitExceeded.User.AccessKey", 409, Blame.CLIENT, false,
            "The access key count of the user access keys beyond the current limits.",
            "RAM API error codes", "Delete a key that is not needed."),
    TOO_MANY_GROUPS_OF_USER("LimitExceeded.User.Group", 409, Blame.CLIENT, false,
            "The count of groups the target user joined beyond the current limits.",
            "RAM API error codes", "Remove the user from another group."),
    TOO_MANY_POLICIES_OF_USER("LimitExceeded.User.Policy", 409, Blame.CLIENT, false,
            "The policy count of the user attached policies beyond the current limits.",
            "RAM API error codes", "Detach policies that are not needed."),
    TOO_MANY_POLICIES_OF_GROUP("LimitExceeded.Group.Policy", 409, Blame.CLIENT, false,
            "The policy count of the group beyond the current limits.",
            "RAM API error codes", "Detach policies that are not needed."),
    TOO_MANY_POLICIES_OF_ROLE("LimitExceeded.Role.Policy", 409, Blame.CLIENT, false,
            "The count of policies attached to the role beyond the current limits.",
            "RAM API error codes", "Detach policies that are not needed.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    RamError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        this.code = code;
        this.status = status;
        this.blame = blame;
        this.retryable = retryable;
        this.text = text;
        this.source = source;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
