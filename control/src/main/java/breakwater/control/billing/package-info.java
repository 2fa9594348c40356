/**
 * Money: orders, prices, balances, renewals and refunds, in integers of the smallest unit.
 * Operations and the worker charge through the same path.
 * It imports {@code store}, {@code lifecycle}, and from {@code contract} the one JSON reader, for the price list.
 */
package breakwater.control.billing;
