/**
 * Step 5 of a request, for Breakwater's own product: the service clock, accounts, what became of a request, leaks.
 * One file per operation; each turns outcomes of the domain rooms into an answer or a refusal.
 * It imports {@code operation}, {@code error} and the domain rooms, above all {@code lifecycle} and {@code audit}.
 */
package breakwater.control.operation.breakwater;
