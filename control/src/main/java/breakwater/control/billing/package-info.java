/**
 * Money: orders, prices, balances, renewals and refunds, in integers of the smallest unit.
 * Operations and the worker charge through the same path.
 * It imports {@code store} and {@code lifecycle}.
 */
package breakwater.control.billing;
