/**
 * Step 7 of a request: an Output record or a refusal becomes JSON or XML with its status.
 * The shape comes from the contract; nothing here knows an operation.
 * It imports {@code contract}, {@code error} and the JSON and XML writers.
 */
package breakwater.control.respond;
