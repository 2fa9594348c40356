/**
 * The operations of bssopenapi 2017-12-14: buying, renewing, changing, refunding, orders, balance and prices.
 * Step 5 of a request: an operation checks what the contract cannot say, lets {@code billing} do it, and maps the outcome.
 * It imports {@code operation}, {@code error}, {@code store}, {@code billing} and {@code lifecycle}.
 */
package breakwater.control.operation.bss;
