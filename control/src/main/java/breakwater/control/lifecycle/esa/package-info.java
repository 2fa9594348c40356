/**
 * Edge Security Acceleration's things in time: site plans, sites, security instances, and what falls due for them.
 * Operations and the worker change them through the classes here, whose rules are pure functions of a row and an instant.
 * It imports {@code store}, the rest of {@code lifecycle} and the JDK; money it asks for through {@link
 * breakwater.control.lifecycle.esa.SecurityBilling}, which {@code billing} implements.
 */
package breakwater.control.lifecycle.esa;
