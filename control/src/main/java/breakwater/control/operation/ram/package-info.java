/**
 * The operations of RAM: users, groups, roles, policies, attachments and access keys.
 * They are part of step 5 of a request.
 * They import {@code account}, {@code authorize}'s policy language, and what {@code operation} itself may import.
 */
package breakwater.control.operation.ram;
