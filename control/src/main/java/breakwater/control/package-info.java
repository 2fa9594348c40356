/**
 * The control plane put together: its settings, and the one place where rooms are given to each other.
 * It is not a step of a request; it starts and stops them all.
 * It imports every room of the control plane; no room imports it.
 */
package breakwater.control;
