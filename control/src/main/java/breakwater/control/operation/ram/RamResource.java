package breakwater.control.operation.ram;

import breakwater.control.operation.Call;

/** The names of RAM's own things in RAM policies. Source: the vendor's page "RAM authentication". */
final class RamResource {
    private RamResource() {
    }

    /** @param name {@code *} for all users */
    static String user(Call call, String name) {
        return of(call, "user/" + name);
    }

    static String group(Call call, String name) {
        return of(call, "group/" + name);
    }

    static String role(Call call, String name) {
        return of(call, "role/" + name);
    }

    /** A policy of the account. */
    static String policy(Call call, String name) {
        return of(call, "policy/" + name);
    }

    /** A policy of either type; whatever type is not System counts as the account's until it is refused. */
    static String policy(Call call, String type, String name) {
        return type.equals("System") ? "acs:ram:*:system:policy/" + name : policy(call, name);
    }

    static String account(Call call) {
        return of(call, "*");
    }

    private static String of(Call call, String what) {
        return "acs:ram:*:" + call.accountId() + ":" + what;
    }
}
