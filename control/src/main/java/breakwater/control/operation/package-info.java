/**
 * Step 5 of a request: the operations, one file each, in a folder per product.
 * An operation turns its decoded input into calls of the domain rooms and their outcomes into an answer or a refusal.
 * It imports the type Caller, {@code contract}, {@code error}, the domain rooms and {@code store}'s Transaction.
 */
package breakwater.control.operation;
