/**
 * Step 4 of a request: RAM policies decide whether the caller may do the action on the resource.
 * It holds the policy language and its evaluation; where policies are stored is {@code account}'s affair.
 * It imports {@code authenticate} for the type Caller, {@code error}, the addresses of {@code model}, the JDK and the one JSON reader.
 */
package breakwater.control.authorize;
