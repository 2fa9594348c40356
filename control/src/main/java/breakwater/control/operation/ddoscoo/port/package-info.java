/**
 * Port forwarding of Anti-DDoS Pro and Premium: both generations of operations on the same rules, their attributes and health checks.
 * Step 5 of a request: one file an operation.
 * Imports what {@code operation.ddoscoo} does, and {@code protection}.
 */
package breakwater.control.operation.ddoscoo.port;
