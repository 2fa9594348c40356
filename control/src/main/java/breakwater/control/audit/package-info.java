/**
 * What happened: one record per call, bounded in age and size, never a secret.
 * Changes are recorded in their own transaction, reads in batches at most a second later.
 * It imports {@code store} and {@code background}.
 */
package breakwater.control.audit;
