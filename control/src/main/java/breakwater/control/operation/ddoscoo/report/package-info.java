/**
 * Step 5 of a request, for what Anti-DDoS Pro and Premium report: traffic, connections, sources and attacks, from what the traffic planes read.
 * One file per operation; each turns answers of {@code publish} into the wire's words.
 * It imports {@code operation}, {@code error}, {@code lifecycle} and {@code publish}.
 */
package breakwater.control.operation.ddoscoo.report;
