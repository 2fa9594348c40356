package breakwater.control.operation.sts;

import breakwater.control.error.Refusal;
import breakwater.control.error.StsError;

/** A role's ARN taken apart: {@code acs:ram::{account id}:role/{role name}}. */
record RoleArn(String accountId, String roleName) {
    private static final String ROLE = "role/";

    /** @throws Refusal InvalidParameter.RoleArn */
    static RoleArn parse(String arn) {
        String[] parts = arn.split(":", 5);
        if (parts.length != 5 || !parts[0].equals("acs") || !parts[1].equals("ram") || !parts[2].isEmpty()
                || !parts[3].chars().allMatch(c -> c >= '0' && c <= '9') || parts[3].isEmpty()
                || !parts[4].startsWith(ROLE) || parts[4].length() == ROLE.length()) {
            throw new Refusal(StsError.WRONG_ROLE_ARN);
        }
        return new RoleArn(parts[3], parts[4].substring(ROLE.length()));
    }

    /** As RAM policies name the role. */
    String resource() {
        return "acs:ram:*:" + accountId + ":role/" + roleName;
    }
}
