/**
 * The embedded store: one SQLite file in the data folder, one thread that writes, a few connections that read.
 * Part of the last step of a request, behind {@link breakwater.control.store.Store}.
 * It imports {@code store}, JDBC and the SQLite driver.
 */
package breakwater.control.store.sqlite;
