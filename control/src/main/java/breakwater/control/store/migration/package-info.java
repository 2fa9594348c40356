/**
 * The versions of the schema and how a database is brought to the newest one.
 * Runs once, when a store is opened, before anything else uses it.
 * It imports {@code store} and JDBC.
 */
package breakwater.control.store.migration;
