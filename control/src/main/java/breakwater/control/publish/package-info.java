/**
 * What goes between the planes: stored protection becomes snapshots for the traffic plane, its readings become stored history.
 * Works behind the requests, woken by commits; it changes nothing that a tenant set.
 * Uses {@code protection}, {@code lifecycle}, {@code background} and {@code store}, and the model of both planes.
 */
package breakwater.control.publish;
