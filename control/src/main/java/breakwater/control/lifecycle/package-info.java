/**
 * What time does to things: the service clock, phases as pure functions of deadlines, periods, and what falls due.
 * {@code ddos} and {@code esa} hold the instances of the two products. Operations and the worker take the same path here.
 * It imports {@code store}, {@code tag}, {@code background} and the JDK; no wire names, no errors of the API.
 */
package breakwater.control.lifecycle;
