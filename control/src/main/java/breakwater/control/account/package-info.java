/**
 * Accounts and what they own of identity: RAM users, groups, roles, policies, access keys, sessions.
 * It implements the directories that {@code authenticate} and {@code authorize} declare.
 * It imports {@code store}, and from those two rooms the interfaces alone.
 */
package breakwater.control.account;
