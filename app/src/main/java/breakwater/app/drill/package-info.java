/**
 * Drills: a bounded attack on a port of an instance of one's own, over loopback only, and what the service must have done about it.
 * It stands on both sides of the service: it is the clients and the origin of the traffic plane, and a caller of the API.
 * It imports {@code client} and the JDK; {@code command} starts it.
 */
package breakwater.app.drill;
