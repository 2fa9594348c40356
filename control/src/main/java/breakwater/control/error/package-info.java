/**
 * The sealed catalogue of everything the API can refuse with, one enum per product and one for the gateway.
 * It is used by every step of a request and answered by {@code respond}.
 * It imports the JDK only.
 */
package breakwater.control.error;
