/**
 * The thread of whatever runs beside the requests: how it starts, waits, is woken and ends.
 * It stands beside the steps of a request: effects of time, housekeeping, the audit, the publisher and the readings run on it.
 * It imports the JDK only.
 */
package breakwater.control.background;
