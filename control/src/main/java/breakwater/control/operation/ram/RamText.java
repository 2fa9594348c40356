package breakwater.control.operation.ram;

import breakwater.control.account.PolicyType;
import breakwater.control.authorize.RamPolicy;
import breakwater.control.authorize.RamPolicyFault;
import breakwater.control.authorize.TrustPolicy;
import breakwater.control.error.RamError;
import breakwater.control.error.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How RAM writes names, dates, versions and documents on the wire, and what it refuses. Source: the vendor's RAM API
 * pages.
 */
final class RamText {
    /** How many items a list answers when MaxItems is not sent. */
    static final int ITEMS_DEFAULT = 100;
    private static final int NAME_MAX = 64;
    private static final int POLICY_NAME_MAX = 128;

    private RamText() {
    }

    /** A name of a user: letters, digits and {@code . _ -}. */
    static String userName(String name, String parameter) {
        return name(name, parameter, "._-", NAME_MAX);
    }

    /** A name of a group: letters, digits and {@code . _ -}. */
    static String groupName(String name, String parameter) {
        return name(name, parameter, "._-", NAME_MAX);
    }

    /** A name of a role: letters, digits and {@code . @ _ -}. */
    static String roleName(String name) {
        return name(name, "RoleName", ".@_-", NAME_MAX);
    }

    /** A name of a policy: letters, digits and {@code -}. */
    static String policyName(String name) {
        return name(name, "PolicyName", "-", POLICY_NAME_MAX);
    }

    private static String name(String name, String parameter, String marks, int lengthMax) {
        if (name.isEmpty() || name.length() > lengthMax) {
            throw new Refusal(RamError.INVALID_LENGTH, parameter);
        }
        if (!name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0))) {
            throw new Refusal(RamError.INVALID_CHARACTERS, parameter);
        }
        return name;
    }

    /** An e-mail address, as far as can be told without sending to it. */
    static String email(String address, String parameter) {
        int at = address.indexOf('@');
        boolean right = address.isEmpty() || at > 0 && at == address.lastIndexOf('@') && at < address.length() - 1
                && address.length() <= 254 && address.chars().noneMatch(c -> c <= ' ' || c == 0x7F);
        if (!right) {
            throw new Refusal(RamError.INVALID_FORMAT, parameter);
        }
        return address;
    }

    /** A telephone number: digits, blanks, {@code + - ( )}. */
    static String mobilePhone(String number, String parameter) {
        if (number.length() > 32 || !number.chars().allMatch(c -> c >= '0' && c <= '9' || "+-() ".indexOf(c) >= 0)) {
            throw new Refusal(RamError.INVALID_FORMAT, parameter);
        }
        return number;
    }

    /** The alias of an account: 3 to 63 lower-case letters, digits and single hyphens inside. */
    static String accountAlias(String alias) {
        if (alias.length() < 3 || alias.length() > 63) {
            throw new Refusal(RamError.INVALID_LENGTH, "AccountAlias");
        }
        boolean right = alias.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
                && !alias.startsWith("-") && !alias.endsWith("-") && !alias.contains("--");
        if (!right) {
            throw new Refusal(RamError.INVALID_FORMAT, "AccountAlias");
        }
        return alias;
    }

    static PolicyType policyType(String type) {
        return optionalPolicyType(Optional.of(type)).orElseThrow();
    }

    static Optional<PolicyType> optionalPolicyType(Optional<String> type) {
        return type.map(text -> switch (text) {
            case "System" -> PolicyType.SYSTEM;
            case "Custom" -> PolicyType.CUSTOM;
            default -> throw new Refusal(RamError.INVALID_POLICY_TYPE);
        });
    }

    /** A policy document that a user hands in. @throws Refusal MalformedPolicyDocument saying what is wrong */
    static String policyDocument(String document) {
        try {
            RamPolicy.parse(document);
            return document;
        } catch (RamPolicyFault e) {
            throw new Refusal(RamError.MALFORMED_POLICY, e.getMessage());
        }
    }

    /** A trust policy that a user hands in. @throws Refusal MalformedPolicyDocument saying what is wrong */
    static String trustPolicy(String document) {
        try {
            TrustPolicy.parse(document);
            return document;
        } catch (RamPolicyFault e) {
            throw new Refusal(RamError.MALFORMED_POLICY, e.getMessage());
        }
    }

    /** The number in a version id such as {@code v3}. */
    static int version(String versionId) {
        boolean right = versionId.length() >= 2 && versionId.length() <= 9 && versionId.charAt(0) == 'v'
                && versionId.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        if (!right) {
            throw new Refusal(RamError.INVALID_FORMAT, "VersionId");
        }
        return Integer.parseInt(versionId, 1, versionId.length(), 10);
    }

    static String versionId(int number) {
        return "v" + number;
    }

    /** A time as RAM writes it: {@code 2015-01-23T12:33:18Z}. */
    static String date(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A text that is left out of the answer when it was never given. */
    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
