/**
 * Accounts and what they own of identity: RAM users, groups, roles, policies, access keys, sessions.
 * It serves steps 2 and 4 of a request: it implements the directories that {@code authenticate} and {@code authorize}
 * declare, and {@code operation} changes what they find.
 * It imports {@code store}, and from those two rooms the interfaces, the caller's identity and the policy
 * language.
 */
package breakwater.control.account;
