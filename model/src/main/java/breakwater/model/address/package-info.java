/**
 * IP addresses as text, networks, and which addresses may be an origin: what both planes must judge alike.
 * It belongs to no step of a flow; the control plane asks it when a rule is set, the traffic plane again at every connect.
 * Imports the JDK only.
 */
package breakwater.model.address;
