/**
 * The operations of STS: who is calling, and temporary keys for roles.
 * They are part of step 5 of a request.
 * They import {@code account}, {@code authorize}'s policy language, and what {@code operation} itself may import.
 */
package breakwater.control.operation.sts;
