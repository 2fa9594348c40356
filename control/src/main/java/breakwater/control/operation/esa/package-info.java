/**
 * Edge Security Acceleration's operations, one file each, with the catalogues of what is sold as data beside them.
 * They are step 5 of a request: they map decoded input to calls of {@code lifecycle.esa}, {@code billing} and {@code tag}.
 * It imports what {@code operation} may.
 */
package breakwater.control.operation.esa;
