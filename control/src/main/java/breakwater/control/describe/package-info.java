/**
 * What the server says of itself: the OpenAPI documents made from the contracts, the page of each error, health, metrics.
 * It is served beside the API by {@code front}, unsigned, and tells nothing of any account.
 * It imports {@code contract}, {@code error}, {@code pipeline}'s registry, {@code respond}'s Answer and the meter registry.
 */
package breakwater.control.describe;
